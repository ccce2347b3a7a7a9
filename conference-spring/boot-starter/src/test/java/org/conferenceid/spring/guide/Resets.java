package org.conferenceid.spring.guide;

import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Resets {
  private final Administration administration;

  Resets(Administration administration) {
    this.administration = administration;
  }

  @Transactional
  String reset(UserId user, long shownVersion, String administrator, String formKey) {
    return administration
        .resets()
        .reset(
            ResetRequest.of(user)
                .expectingVersion(shownVersion)
                .by(administrator)
                .idempotencyKey(formKey))
        .orElseThrow()
        .newId()
        .grouped();
  }
}
