// Package powercut gives a test a disk that forgets, as one does whose power goes:
// what was not flushed by fsync may be there, or not, or in part. It is a file system
// in memory, mounted by FUSE, so that the real program works on it with its real
// calls. It exists on Linux only, of 64 bits as its library, and never passes a test
// where it cannot run.
//
// It is stricter than most disks. A file's bytes last once the file was flushed, its
// name once its folder was. Of what was not flushed, any of these is kept: nothing,
// all, what came first, any pieces in any order of 512 bytes, or the length without
// the bytes. Names change in their order, and a move from one folder to another is
// one change, as journalling file systems do it: what is kept is what came first.
package powercut
