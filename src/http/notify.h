/* Telling systemd how the service stands: sd_notify(3), without its library. */
#pragma once

/* Sends "READY=1", "STOPPING=1" to $NOTIFY_SOCKET; nothing where there is none. */
void notify_service(const char *state);
