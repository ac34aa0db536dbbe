#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// In sys/socket.h only under _GNU_SOURCE, which the C module of the standard library is built without.
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
