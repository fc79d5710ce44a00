package legacy

// Field is what a column holds.
type Field string

// The fields. The empty one leaves a column out.
const (
	Given        Field = "givenNames"
	Family       Field = "familyName"
	Full         Field = "fullName"
	OtherNames   Field = "otherNames"
	Sex          Field = "sex"
	Birth        Field = "birthDate"
	Age          Field = "age"
	Phone        Field = "phone"
	Phone2       Field = "phone2"
	Village      Field = "village"
	District     Field = "district"
	Chief        Field = "chief"
	FileNumber   Field = "fileNumber"
	NationalID   Field = "nationalId"
	Passport     Field = "passport"
	HPRN         Field = "hprn"
	ART          Field = "art"
	TB           Field = "tb"
	Kin          Field = "nextOfKin"
	KinRelation  Field = "nextOfKinRelationship"
	KinPhone     Field = "nextOfKinPhone"
	RegisteredOn Field = "registeredOn"
	Leave        Field = ""
)
