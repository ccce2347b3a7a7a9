/** What operators see and do: health, metrics and an actuator endpoint (B22). */
@NullMarked
package org.conferenceid.spring.actuator;

import org.jspecify.annotations.NullMarked;
