/* Functions that no file of ours may call; force-included by the build. rand and popen occur as names in
 * headers of libraries, so tools/ looks for those two. BANNED_OFF is for the one room
 * whose library has inline functions that call them. */
#pragma once
#ifndef __ASSEMBLER__
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef BANNED_OFF
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets atoi atol atof localtime gmtime
#endif
#endif
