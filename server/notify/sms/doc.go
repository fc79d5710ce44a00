// Package sms is the short message as the network carries it (3GPP TS 23.038 and
// 23.040): which letters fit the seven-bit alphabet, how many parts a text costs, and
// the hex that a modem is handed and hands out. Pure reckoning; it knows no port and
// no patient.
//
// One š makes the whole text UCS-2, of which 70 letters fit where 160 did. So a text
// is counted before it is sent, by the same function that cuts it.
package sms
