package patient

import "karete/server/patient/name"

// NameAlerts says whose name is so close to another's in the same list that
// calling it out may bring the wrong person: the family names fold alike and the
// given names sound alike, in either order. Two people called Thabo Mokoena are
// both in it.
func NameAlerts(list []PatientSummary) map[string]bool {
	holders := map[string][]string{}
	for _, s := range list {
		key := soundOf(s.givenNames, s.familyName)
		holders[key] = append(holders[key], s.ID)
		if turned := soundOf(s.familyName, s.givenNames); turned != key {
			holders[turned] = append(holders[turned], s.ID)
		}
	}
	alerts := map[string]bool{}
	for _, ids := range holders {
		for _, id := range ids {
			if id != ids[0] { // the same person may stand in a list twice
				alerts[id], alerts[ids[0]] = true, true
			}
		}
	}
	return alerts
}

func soundOf(given, family string) string {
	return name.Fold(family) + "|" + name.Skeleton(given)
}
