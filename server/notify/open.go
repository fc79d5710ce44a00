package notify

import (
	"cmp"
	"net/http"

	"karete/server/notify/carrier"
	"karete/server/notify/gateway"
	"karete/server/notify/httpsms"
	"karete/server/notify/modem"
	"karete/server/notify/whatsapp"
)

// open makes the carrier that the settings name.
func open(s MessageSettings, secrets Secrets) (carrier.Carrier, error) {
	switch s.Carrier {
	case Modem:
		return modem.New(modem.Config{Port: s.Modem.Port, Speed: s.Modem.Speed, PIN: secrets.ModemPIN, BalanceCode: s.Modem.BalanceCode}), nil
	case Gateway:
		return gateway.New(s.Gateway.URL, s.Gateway.User, secrets.GatewayPassword), nil
	case HTTP:
		header := http.Header{}
		for _, h := range s.HTTP.Headers {
			header.Add(h.Name, h.Value)
		}
		return httpsms.New(httpsms.Config{URL: s.HTTP.URL, Body: s.HTTP.Body, Form: s.HTTP.Type == "form", Header: header,
			Reference: s.HTTP.Reference, Secret: secrets.HTTPSecret}), nil
	case WhatsApp:
		w := s.WhatsApp
		return whatsapp.New(whatsapp.Config{Host: whatsapp.Host, Version: cmp.Or(w.Version, "v23.0"), NumberID: w.NumberID, Token: secrets.WhatsAppToken,
			Prefix: w.Prefix, Languages: map[string]string{"en": cmp.Or(w.LanguageEn, "en"), "st": cmp.Or(w.LanguageSt, "en")}}), nil
	}
	return nil, carrier.Fail(carrier.Later, "not-set-up", nil)
}
