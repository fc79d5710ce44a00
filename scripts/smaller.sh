# Sourced by what builds the program: flags that keep it within 30 MiB, as SMALLER. Time is spent in SQLite, in ciphers, in
# weighing who may be whom and in reading pictures; in none of the rest is a call worth a copy of what is called.
SMALLER=()
for package in karete/... github.com/danielgtaylor/... github.com/go-webauthn/... github.com/google/go-tpm/... github.com/fxamacker/... \
  github.com/go-viper/... github.com/gorilla/... github.com/xuri/... go.bug.st/... golang.org/x/text/encoding/...; do
  SMALLER+=("-gcflags=$package=-l")
done
for package in karete/db/... karete/server/patient/...; do # the last pattern that fits a package counts
  SMALLER+=("-gcflags=$package=")
done
