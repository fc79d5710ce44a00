package cli_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"karete/server/cli"
)

// labelled is a list of which the truth is known, in the folder that KARETE_DATA names.
type labelled struct {
	file, columns string
	id            string
	cluster       func(row map[string]string) string
	truth         []string // columns that are taken out before
}

var lists = []labelled{
	{"patients-dev.csv", "", "id", func(row map[string]string) string { return row["cluster"] }, []string{"cluster", "changes"}},
	{"febrl1.csv", "id=rec_id,given=given_name,family=surname,birth_date=date_of_birth,national_id=soc_sec_id,address=street_number+address_1,village=suburb,district=state,postcode=postcode",
		"rec_id", func(row map[string]string) string { return strings.Split(row["rec_id"], "-")[1] }, nil},
}

// BenchmarkDedupe is how the figures in README.md were measured: KARETE_DATA=folder go test ./server/cli -run none -bench Dedupe.
// The truth is taken out of the list; pairs at 0.9 are counted, those never looked at as missed.
func BenchmarkDedupe(b *testing.B) {
	folder := os.Getenv("KARETE_DATA")
	for _, l := range lists {
		for _, numbers := range []bool{true, false} {
			name := strings.TrimSuffix(l.file, ".csv")
			without := slices.Clone(l.truth)
			columns := l.columns
			if !numbers {
				name, without, columns = name+" without numbers", append(without, "national_id"), strings.Replace(columns, "national_id=soc_sec_id,", "", 1)
			}
			if folder != "" {
				b.Run(name, func(b *testing.B) { l.measure(b, folder, columns, without) })
			}
		}
	}
}

func (l labelled) measure(b *testing.B, folder, columns string, without []string) {
	rows := readCSV(b, filepath.Join(folder, l.file))
	list, pairs := filepath.Join(b.TempDir(), "list.csv"), filepath.Join(b.TempDir(), "pairs.csv")
	out, err := os.Create(list)
	if err != nil {
		b.Fatal(err)
	}
	w := csv.NewWriter(out)
	clusters, sizes, truth := map[string]string{}, map[string]int{}, 0
	for n, row := range rows {
		var kept []string
		named := map[string]string{}
		for i, cell := range row {
			named[rows[0][i]] = cell
			if !slices.Contains(without, rows[0][i]) {
				kept = append(kept, cell)
			}
		}
		w.Write(kept)
		if n > 0 {
			c := l.cluster(named)
			clusters[named[l.id]] = c
			truth += sizes[c]
			sizes[c]++
		}
	}
	if w.Flush(); w.Error() != nil || out.Close() != nil {
		b.Fatal("the list cannot be written")
	}
	args := []string{"dedupe", "--csv", list, "--out", pairs}
	if columns != "" {
		args = append(args, "--columns", columns)
	}
	for b.Loop() {
		if code := cli.Run(b.Context(), args, b.Output(), b.Output()); code != 0 {
			b.Fatalf("exit %d", code)
		}
	}
	right, wrong := 0.0, 0.0
	for _, pair := range readCSV(b, pairs)[1:] {
		if score, err := strconv.ParseFloat(pair[2], 64); err != nil {
			b.Fatal(err)
		} else if score >= 0.9 {
			if clusters[pair[0]] == clusters[pair[1]] {
				right++
			} else {
				wrong++
			}
		}
	}
	b.ReportMetric(right/(right+wrong), "precision")
	b.ReportMetric(right/float64(truth), "recall")
	b.ReportMetric(2*right/(right+wrong+float64(truth)), "F1")
}

func readCSV(b *testing.B, path string) [][]string {
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.TrimLeadingSpace = true
	rows, err := r.ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return rows
}
