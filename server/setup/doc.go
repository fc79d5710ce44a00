// Package setup is the first run: the wizard's steps, asked over HTTP with the
// answers kept over a power cut, or all at once from a file. Both end in one act
// of the box that founds the clinic, its departments and its people; after it
// the room answers set-up-already to everything.
//
// A file of answers (karete setup --answers FILE.json), each name a step:
//
//	{
//	  "language": "en",
//	  "clinic": {
//	    "name": "Ha Matala Clinic", "code": "MSU-014", "district": "Maseru",
//	    "country": "LS", "phone": "2231 0000", "fileSeries": ""
//	  },
//	  "admin": {
//	    "username": "mpho", "displayName": "’M’e Mpho Letsie",
//	    "password": "15 characters or more"
//	  },
//	  "recovery": { "passphrase": "15 characters or more", "autoUnlock": false },
//	  "clock": { "confirmed": true },
//	  "departments": [
//	    { "code": "OPD", "name": "Outpatients", "nameSt": "Bakuli ba kantle", "kind": "consultation" }
//	  ],
//	  "staff": [
//	    { "username": "thato", "displayName": "Thato Mohapi", "roles": ["nurse"],
//	      "departments": ["OPD"], "language": "st", "senior": true }
//	  ]
//	}
//
// country is LS or ZA, language en or st; phone, fileSeries, nameSt, and of a
// person departments, language and senior may be left out. Each person in staff
// is given a password that is told once, in the answer.
//
// The passphrase opens the records after a power cut, unless autoUnlock leaves a
// key on the box; the recovery code, which opens them too, is told once, in the
// answer. In the wizard it is shown and typed back.
//
// It never keeps the manager's password in clear, and holds no password of its
// own: there is no default one.
package setup
