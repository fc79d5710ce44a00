package clock

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Ticks counts the machine's sleep too, which time.Since does not.
func (s system) Ticks() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) != nil {
		return time.Since(s.begin)
	}
	return time.Duration(t.Nano())
}

func (system) Name() string {
	id := line("/etc/machine-id")
	if id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("karete clock\x00" + id)) // the id itself is not to be shown
	return hex.EncodeToString(sum[:8])
}

func (system) Boot() string { return line("/proc/sys/kernel/random/boot_id") }

func (system) Synchronised() bool {
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	return err == nil && state != unix.TIME_ERROR && t.Status&unix.STA_UNSYNC == 0
}

const rtcs = "/sys/class/rtc"

// Unkept looks for a clock with a battery that tells the same time. Such a clock may
// keep local time, so only the minutes and seconds within a quarter of an hour count.
// A kernel that does not show its clocks says nothing, as in a container.
func (system) Unkept() bool {
	list, err := os.ReadDir(rtcs)
	if err != nil {
		return false
	}
	for _, one := range list {
		at, err := strconv.ParseInt(line(filepath.Join(rtcs, one.Name(), "since_epoch")), 10, 64)
		if err == nil && agrees(time.Since(time.Unix(at, 0))) {
			return false
		}
	}
	return true
}

// agrees is whether a clock so far off keeps the same time in some zone.
func agrees(off time.Duration) bool {
	const quarter = 15 * time.Minute
	rest := off.Abs() % quarter
	return off.Abs() < 15*time.Hour && min(rest, quarter-rest) < time.Minute
}

// Set sets the computer's clock and the one with the battery, when whoever installed
// Karete gave it that right (CAP_SYS_TIME) and no other: root has every right without
// having been meant to use this one.
func (system) Set(to time.Time) error {
	if os.Geteuid() == 0 {
		return ErrMayNot
	}
	at := unix.NsecToTimespec(to.UnixNano())
	if err := unix.ClockSettime(unix.CLOCK_REALTIME, &at); err != nil {
		return errors.Join(ErrMayNot, err)
	}
	_ = setRTC(to) // where there is none, or it is not ours, the next start is doubtful
	return nil
}

func setRTC(to time.Time) error {
	f, err := os.OpenFile("/dev/rtc0", os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	to = to.UTC()
	rtc := unix.RTCTime{
		Sec: int32(to.Second()), Min: int32(to.Minute()), Hour: int32(to.Hour()),
		Mday: int32(to.Day()), Mon: int32(to.Month()) - 1, Year: int32(to.Year()) - 1900,
	}
	if err := unix.IoctlSetRTCTime(int(f.Fd()), &rtc); err != nil {
		return fmt.Errorf("rtc: %w", err)
	}
	return nil
}

// line is the first line of a file; "" when it cannot be read.
func line(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(first)
}
