package upgrade

import (
	"context"
	"errors"
	"os"
	"os/exec"

	"karete/db/durable"
)

// StopsWithInput names, in the environment, that the end of standard input tells a
// server to stop: a service has no console to send a signal to its child through.
const StopsWithInput = "KARETE_STOPS_WITH_INPUT"

// Become has the other program take over: it runs with the arguments of this one,
// which waits for it and ends as it does. Windows knows no other way.
func Become(ctx context.Context, program string) error {
	child := exec.Command(program, os.Args[1:]...)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	child.Env = append(os.Environ(), StopsWithInput+"=1")
	in, err := child.StdinPipe()
	if err != nil {
		return err
	}
	if err := child.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = errors.Join(in.Close(), <-ended)
	}
	return err
}

// replaceProgram moves a running program out of the way first, which Windows
// allows; it does not allow to replace it.
func replaceProgram(fresh, target string) error {
	old := target + ".old"
	if err := durable.Remove(old); err != nil {
		return err
	}
	if err := os.Rename(target, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	_ = os.Remove(old) // it still runs: the next upgrade removes it
	return nil
}

func ownedAs(string, string) error { return nil }
