package cli

const restart = "Restart-Service Karete (or stop and start it where you did)"

func (c *call) asOwner(string) error { return nil }
