// Package gateway sends by an Android phone on the clinic's network that runs the
// open-source app "SMS Gateway for Android" in its local mode. Nothing leaves the
// clinic but by the phone's own SIM.
//
// Each attempt has a name of its own that the phone is told, so it can be asked whether
// it ever had a message, and a message it was given twice goes out once.
package gateway
