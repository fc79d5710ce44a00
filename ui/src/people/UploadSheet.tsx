import { useState } from 'preact/hooks'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Field, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import type { Detail } from './import'
import { sendRegister, type Reading } from './upload'

/** A file is chosen and read. Nothing of it is in the register yet, nor will be before somebody saw the trial. */
export function UploadSheet({ onSent, onClose }: { onSent: (now: Detail) => void; onClose: () => void }) {
  const [file, setFile] = useState<File>()
  const [sheet, setSheet] = useState('')
  // It is text of an old Windows program: what the box says to that, and it can be read as such.
  const [old, setOld] = useState<string>()
  const [percent, setPercent] = useState<number>()
  const [errors, setErrors] = useState<FormError[]>([])
  const id = useCommandId()
  const workbook = !!file && /\.xls[xm]?$/i.test(file.name)

  const send = async (reading: Reading) => {
    if (percent !== undefined) return
    setErrors(file ? [] : [{ field: 'file', text: t('error.required', { field: t('import.file') }) }])
    setOld(undefined)
    if (!file) return
    setPercent(0)
    try {
      onSent(await sendRegister(id.current, file, reading, setPercent))
    } catch (e) {
      if (e instanceof ApiError && e.status > 0) id.next()
      const broken = formErrors(e, { file: t('import.file'), sheet: t('import.sheet') })
      const otherLetters = e instanceof ApiError && !reading.encoding && e.errors.some((f) => f.code === 'table-encoding')
      setOld(otherLetters ? broken[0]?.text : undefined)
      setErrors(otherLetters ? [] : broken)
      setPercent(undefined)
    }
  }
  const reading = workbook && sheet.trim() ? { sheet: sheet.trim() } : {}
  return (
    <Sheet size="s" title={t('import.bring')} sub={t('import.bringText')} onClose={onClose} onSubmit={() => void send(reading)}
      foot={<><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><span class="sp" /><Button kind="primary" type="submit" busy={percent !== undefined} data-testid="upload">{percent === undefined ? t('import.read') : t('import.sending', { n: percent })}</Button></>}>
      <ErrorSummary errors={errors} />
      <Field label={t('import.file')} name="file" hint={t('import.fileHint')} error={errorOf(errors, 'file')}
        control={(c) => <input class="in im-file" type="file" accept=".csv,.txt,.tsv,.xlsx,.xlsm,text/csv" {...c} onChange={(e) => { setFile(e.currentTarget.files?.[0]); setErrors([]); setOld(undefined); id.next() }} />} />
      {old && (
        <Note tone="warn" icon="help" alert>
          <p>{old}</p>
          <p><Button size="s" onClick={() => void send({ encoding: 'windows-1252' })} data-testid="old-letters">{t('import.readOld')}</Button></p>
        </Note>
      )}
      {workbook && <TextField label={t('import.sheet')} optional name="sheet" value={sheet} onValue={setSheet} hint={t('import.sheetHint')} error={errorOf(errors, 'sheet')} maxLength={100} />}
    </Sheet>
  )
}
