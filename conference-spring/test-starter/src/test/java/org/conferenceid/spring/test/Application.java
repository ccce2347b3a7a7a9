package org.conferenceid.spring.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with a database and a mail server that no test starts. */
@SpringBootApplication
class Application {}
