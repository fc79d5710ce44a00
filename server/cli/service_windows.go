package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/svc"
	"golang.org/x/sys/windows/svc/eventlog"
	"golang.org/x/sys/windows/svc/mgr"

	"karete/server/upgrade"
)

const serviceName = "Karete"

// own are the commands that only this system has.
func own() []command {
	return []command{{"service", "install|remove [--data DIR] [--https ADDR] [--http ADDR]", "let Windows run the server whenever the machine does", service}}
}

// underService runs the server as Windows' service when Windows started it as one,
// and as it is otherwise.
func (c *call) underService(run func(*call) error) error {
	is, err := svc.IsWindowsService()
	if err != nil {
		return err
	}
	if !is {
		return c.withInput(run)
	}
	log, err := eventlog.Open(serviceName)
	if err != nil {
		return err
	}
	defer log.Close()
	h := &handler{call: *c, run: run}
	h.call.stdout, h.call.stderr = io.Discard, events{log}
	if err := svc.Run(serviceName, h); err != nil {
		return err
	}
	return h.err
}

// withInput ends the server with its standard input when another version, whose
// place it takes, started it: see upgrade.Become.
func (c *call) withInput(run func(*call) error) error {
	if os.Getenv(upgrade.StopsWithInput) == "" {
		return run(c)
	}
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	child := *c
	child.ctx = ctx
	return run(&child)
}

// events is standard error as Windows keeps it.
type events struct{ log *eventlog.Log }

func (e events) Write(text []byte) (int, error) {
	return len(text), e.log.Info(1, string(bytes.TrimSpace(text)))
}

// handler is what Windows speaks to.
type handler struct {
	call call
	run  func(*call) error
	err  error
}

func (h *handler) Execute(_ []string, asked <-chan svc.ChangeRequest, says chan<- svc.Status) (bool, uint32) {
	says <- svc.Status{State: svc.StartPending}
	ctx, cancel := context.WithCancel(h.call.ctx)
	defer cancel()
	h.call.ctx = ctx
	ended := make(chan error, 1)
	go func() { ended <- h.run(&h.call) }()
	status := svc.Status{State: svc.Running, Accepts: svc.AcceptStop | svc.AcceptShutdown | svc.AcceptPreShutdown}
	says <- status
	for {
		select {
		case h.err = <-ended:
			if h.err == nil {
				return false, 0
			}
			fmt.Fprintf(h.call.stderr, "Karete stopped: %v", h.err)
			return true, exitFault // Windows starts it again
		case r := <-asked:
			switch r.Cmd {
			case svc.Interrogate:
				says <- r.CurrentStatus
			case svc.Stop, svc.Shutdown, svc.PreShutdown:
				says <- svc.Status{State: svc.StopPending, WaitHint: 60_000}
				cancel()
			}
		}
	}
}

// service installs or removes Windows' service.
func service(c *call) error {
	if len(c.args) == 0 || c.args[0] != "install" && c.args[0] != "remove" {
		fmt.Fprintln(c.stderr, "karete service: say install or remove")
		return errUsage
	}
	install := c.args[0] == "install"
	c.args = c.args[1:]
	f, data := c.flags("service")
	*data = filepath.Join(os.Getenv("ProgramData"), serviceName)
	secure, plain := f.String("https", ":8443", "address of https"), f.String("http", ":8080", "address of plain http")
	if err := c.parse(f); err != nil {
		return err
	}
	manager, err := mgr.Connect()
	if err != nil {
		return fmt.Errorf("Windows lets only an administrator do this: %w", err)
	}
	defer func() { _ = manager.Disconnect() }()
	if !install {
		return c.uninstall(manager, *data)
	}
	return c.install(manager, *data, *secure, *plain)
}

func (c *call) install(manager *mgr.Mgr, data, secure, plain string) (err error) {
	program := filepath.Join(os.Getenv("ProgramFiles"), serviceName, "karete.exe")
	self, err := os.Executable()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(program), 0o755)
	}
	if err == nil && self != program {
		err = upgrade.Place(self, program)
	}
	if err != nil {
		return fmt.Errorf("the program cannot be put at %s: %w", program, err)
	}
	if data, err = filepath.Abs(data); err == nil {
		err = os.MkdirAll(data, 0o700)
	}
	if err != nil {
		return fmt.Errorf("the data folder cannot be made: %w", err)
	}
	s, err := manager.CreateService(serviceName, program, mgr.Config{
		DisplayName: "Karete, the clinic's card and visit server", StartType: mgr.StartAutomatic, ErrorControl: mgr.ErrorNormal,
		ServiceStartName: `NT SERVICE\` + serviceName, // an account that may nothing else
		SidType:          windows.SERVICE_SID_TYPE_UNRESTRICTED,
	}, "serve", "--data", data, "--https", secure, "--http", plain)
	if errors.Is(err, windows.ERROR_SERVICE_EXISTS) {
		return errors.New("the service is there already: karete service remove takes it away, and leaves the records")
	}
	if err != nil {
		return fmt.Errorf("the service cannot be made: %w", err)
	}
	defer s.Close()
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Delete())
		}
	}()
	again := mgr.RecoveryAction{Type: mgr.ServiceRestart, Delay: 5 * time.Second}
	err = errors.Join(s.SetRecoveryActions([]mgr.RecoveryAction{again, again, again}, 60), s.SetRecoveryActionsOnNonCrashFailures(true))
	if err == nil {
		_ = eventlog.Remove(serviceName) // of an earlier one
		err = eventlog.InstallAsEventCreate(serviceName, eventlog.Info|eventlog.Warning|eventlog.Error)
	}
	if err != nil {
		return fmt.Errorf("the service cannot be set up: %w", err)
	}
	// The records are the service's and the administrators', nobody else's.
	if err := windowsTool("icacls", data, "/inheritance:r", "/grant:r", `NT SERVICE\`+serviceName+`:(OI)(CI)F`, "*S-1-5-32-544:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F"); err != nil {
		return err
	}
	if err := windowsTool("netsh", "advfirewall", "firewall", "add", "rule", "name="+serviceName, "dir=in", "action=allow", "program="+program, "enable=yes", "profile=private,domain"); err != nil {
		return err
	}
	if err := s.Start(); err != nil {
		return fmt.Errorf("the service is there but does not start: %w", err)
	}
	fmt.Fprintf(c.stdout, "Karete runs now, and whenever this machine does. Its records are in %s.\nOpen it in a browser on this machine: http://localhost:8080\n", data)
	return nil
}

func (c *call) uninstall(manager *mgr.Mgr, data string) error {
	s, err := manager.OpenService(serviceName)
	if err != nil {
		return fmt.Errorf("there is no service to remove: %w", err)
	}
	defer s.Close()
	if _, err := s.Control(svc.Stop); err != nil && !errors.Is(err, windows.ERROR_SERVICE_NOT_ACTIVE) {
		return fmt.Errorf("the service does not stop: %w", err)
	}
	if err := s.Delete(); err != nil {
		return fmt.Errorf("the service cannot be removed: %w", err)
	}
	err = errors.Join(eventlog.Remove(serviceName), windowsTool("netsh", "advfirewall", "firewall", "delete", "rule", "name="+serviceName))
	fmt.Fprintf(c.stdout, "The service is removed. The records stay in %s.\n", data)
	return err
}

func windowsTool(name string, args ...string) error {
	if said, err := exec.Command(filepath.Join(os.Getenv("SystemRoot"), "System32", name+".exe"), args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(said))
	}
	return nil
}
