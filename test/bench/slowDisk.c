/* A slow disk, for `LD_PRELOAD`: each flush of the store's files takes SLOW_FLUSH_MS longer, whoever asks for it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void wait_for_the_disk(int descriptor) {
  const char *given = getenv("SLOW_FLUSH_MS");
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (given == NULL || length < 0) return;
  path[length] = '\0';
  if (strstr(path, ".sqlite3") == NULL) return;
  long ms = atol(given);
  struct timespec pause = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&pause, NULL);
}

int fsync(int descriptor) {
  int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_for_the_disk(descriptor);
  return flush(descriptor);
}

int fdatasync(int descriptor) {
  int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_for_the_disk(descriptor);
  return flush(descriptor);
}
