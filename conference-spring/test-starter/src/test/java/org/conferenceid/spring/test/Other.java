package org.conferenceid.spring.test;

import org.springframework.stereotype.Component;

/** A component of the application that has nothing to do with conference IDs. */
@Component
class Other {}
