//! Whether the signature of a callback is valid.

use tim_callback::{Incoming, UnixSeconds, Verifier};

use crate::forward::Received;
use crate::signing::Signing;

/// What a check of a callback's signature says.
pub(crate) fn signature(received: &Received, signing: &Signing) -> String {
    let query = received.target.query().unwrap_or_default();
    let Ok(incoming) = Incoming::new(query, &received.body[..]) else {
        return "not checked: the query cannot be read".to_owned();
    };
    let Some(token) = signing.token() else {
        return "not checked: there is no --token".to_owned();
    };
    let app = signing.app().unwrap_or(incoming.query().sdk_app_id());
    // The answer may have taken long.
    let arrived = UnixSeconds::new(received.time / 1000);
    match Verifier::new(app, token.clone()).verify_at(incoming, arrived) {
        Ok(_) => "valid".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use hyper::{HeaderMap, Method};
    use tim_callback::{SdkAppId, Token, sign};

    use super::*;

    #[test]
    fn a_signature_is_checked_as_of_the_arrival() {
        let token = Token::new("xxxxyyyy").unwrap();
        let time = UnixSeconds::new(1669872112);
        let sign = sign(&token, time);
        let query = format!("SdkAppid=1&CallbackCommand=x&Sign={sign}&RequestTime={time}");
        let signing = Signing::new(Some(SdkAppId::new(1)), Some(token));
        for (seconds, says) in [(1669872112, "valid"), (1669872312, "request time is 200 s old")] {
            let received = Received {
                time: seconds * 1000,
                method: Method::POST,
                target: format!("/?{query}").parse().unwrap(),
                headers: HeaderMap::new(),
                body: Bytes::from_static(b"{}"),
            };
            let signature = signature(&received, &signing);
            assert!(signature.starts_with(says), "{signature}");
        }
    }
}
