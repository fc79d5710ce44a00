package assets_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"karete/assets"
)

func TestBothLanguagesAreThere(t *testing.T) {
	en, st := assets.Words("en"), assets.Words("st")
	if len(en) == 0 || len(st) == 0 {
		t.Fatalf("%d English words, %d Sesotho", len(en), len(st))
	}
	for key := range en {
		if _, ok := st[key]; !ok {
			t.Errorf("%s has no Sesotho", key)
		}
	}
	for key := range st {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English", key)
		}
	}
	if assets.Words("xx") != nil {
		t.Error("words of a language nobody speaks here")
	}
}

func TestEveryAssetIsText(t *testing.T) {
	files := 0
	err := fs.WalkDir(assets.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := assets.Files.ReadFile(path)
		if err != nil {
			return err
		}
		if len(data) == 0 || !utf8.Valid(data) || strings.Contains(string(data), "\r") {
			t.Errorf("%s is empty, broken UTF-8 or has Windows line ends", path)
		}
		return nil
	})
	if err != nil || files < 9 {
		t.Errorf("%d files, %v", files, err)
	}
}

func TestCommonPasswords(t *testing.T) {
	list := assets.CommonPasswords()
	if !slices.IsSorted(list) {
		t.Error("the list is not sorted, so it cannot be searched")
	}
	long, seen := 0, map[string]bool{}
	for _, p := range list {
		if p == "" || seen[p] || p != strings.ToLower(p) || p != strings.TrimSpace(p) {
			t.Errorf("line %q", p)
		}
		seen[p] = true
		if utf8.RuneCountInString(p) >= 15 {
			long++
		}
	}
	if long < 300 {
		t.Errorf("%d passwords of 15 and more, want 300", long)
	}
	for _, p := range []string{"passwordpassword", "correct horse battery staple", "1q2w3e4r5t6y7u8i", "kareteclinic1234", "lesotholesotho1", "karete", "clinic"} {
		if !assets.CommonPassword(p) {
			t.Errorf("%q is not refused", p)
		}
	}
	for _, p := range []string{"", "three herons over the weir", "Passwordpassword"} {
		if assets.CommonPassword(p) {
			t.Errorf("%q is refused", p)
		}
	}
}
