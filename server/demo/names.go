package demo

// Common public names of the region; the people are made up.
var (
	womenSesotho = []string{"’Mathabo", "’Mamosa", "Palesa", "Lineo", "Nthabiseng", "Limpho", "’Malerato", "Rethabile", "Puleng", "Keneuoe",
		"Mpho", "Lerato", "Mamello", "Itumeleng", "’Nete", "Relebohile", "Selloane", "Ntšebeng", "Refiloe", "’Mantoa", "Matšeliso", "Tšepiso", "Bonolo", "Khotso"}
	menSesotho = []string{"Thabo", "Tšepo", "Teboho", "Lehlohonolo", "Pohano", "Mokoena", "Katleho", "Thuso", "Mohau", "Sello", "Tumelo", "Retšelisitsoe",
		"Tlotliso", "Molefi", "Khauhelo", "Letsatsi", "Motlatsi", "Ts'eliso", "Neo", "Bokang", "Rorisang", "Liteboho"}
	womenNguni  = []string{"Nomvula", "Thandiwe", "Nokuthula", "Zanele", "Nontsikelelo", "Busisiwe", "Ayanda", "Siphokazi"}
	menNguni    = []string{"Sipho", "Themba", "Mandla", "Bongani", "Sizwe", "Vusi", "Lwazi", "Andile"}
	churchWoman = []string{"Alina", "Maria", "Agnes", "Cecilia", "Emily", "Elisa", "Anna"}
	churchMan   = []string{"Joseph", "Petrose", "Johannes", "Samuele", "Daniele"}
	sesotho     = []string{"Mokoena", "Lets’olo", "Mofolo", "Mokhethi", "Sello", "Ramaili", "Khiba", "Nts’eng", "Phiri", "Tau", "Motaung", "Lerotholi",
		"Lekhanya", "Sekhonyana", "Ntho", "Nkopane", "Moshoeshoe", "Thamae", "Qhobela", "Rantšo", "Makoae", "Pitso", "Molapo", "Tšoeunyane", "Mphutlane", "Khoele", "Ralitapole", "Seeiso", "Pohano"}
	nguni    = []string{"Dlamini", "Nkosi", "Mthembu", "Ngcobo", "Zwane", "Mkhize", "Sithole"}
	villages = []string{"Ha Matala", "Roma", "Mazenod", "Ha Foso", "Ha Abia", "Thetsane", "Qoaling", "Ha Thamae", "Masianokeng", "Ha Tsolo", "Nazareth", "Ha Mantsebo", "Morija", "Ha Motloheloa"}
	chiefs   = []string{"Morena Matala", "Morena Foso", "Morena Abia", "Mofumahali ’Mantsebo", ""}
)
