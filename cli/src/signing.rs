//! The signature of a callback: taken out of its query, or made anew.

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use tim_callback::query::QueryParam;
use tim_callback::{SdkAppId, Token, UnixSeconds, sign};

use crate::failure::Failure;

/// Who signs what is sent.
#[derive(clap::Args)]
pub(crate) struct SigningArgs {
    /// The id of the app to send as; without it, that of the callback
    #[arg(long, value_name = "ID")]
    app: Option<SdkAppId>,

    /// The token of the app; without it, nothing is signed
    // Not parsed here: clap would print a token that it refuses.
    #[arg(long, env = "TIM_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

/// The default signs nothing.
#[derive(Default)]
pub(crate) struct Signing {
    app: Option<SdkAppId>,
    token: Option<Token>,
    /// The token as text, to hide it.
    secret: Option<String>,
}

impl SigningArgs {
    pub(crate) fn signing(self) -> Result<Signing, Failure> {
        let secret = self.token;
        let token = secret.as_ref().map(Token::new).transpose();
        let token = token.map_err(|error| Failure::of_input(format!("--token: {error}")))?;
        Ok(Signing { app: self.app, token, secret })
    }
}

impl Signing {
    pub(crate) fn app(&self) -> Option<SdkAppId> {
        self.app
    }

    pub(crate) fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// The answer to a query without the token, and without the signature of the query: some
    /// services repeat what they got.
    pub(crate) fn hide(&self, query: &str, answer: Bytes) -> Bytes {
        let sign = query.split('&').find(|pair| is(pair, QueryParam::Sign));
        let sign = sign.and_then(|pair| pair.split_once('=')).map(|(_, sign)| sign);
        // A value that is no signature could be any text.
        let sign = sign.filter(|sign| sign.len() >= 16);
        sign.into_iter().chain(self.secret.as_deref()).fold(answer, |answer, secret| {
            match answer.windows(secret.len()).any(|part| part == secret.as_bytes()) {
                true => String::from_utf8_lossy(&answer).replace(secret, "(secret)").into(),
                false => answer,
            }
        })
    }

    /// The query, signed as of this time. All parameters but app, time and signature stay as they
    /// are.
    pub(crate) fn sign_anew(&self, query: &str, now: UnixSeconds) -> String {
        let mut pairs = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match self.app {
                _ if is(pair, QueryParam::Sign) || is(pair, QueryParam::RequestTime) => {}
                Some(app) if is(pair, QueryParam::SdkAppId) => {
                    pairs.push(format!("{}={app}", QueryParam::SdkAppId));
                }
                _ => pairs.push(pair.to_owned()),
            }
        }
        if let Some(token) = &self.token {
            pairs.push(format!("{}={}", QueryParam::Sign, sign(token, now)));
            pairs.push(format!("{}={now}", QueryParam::RequestTime));
        }
        pairs.join("&")
    }
}

/// The query without its signature, and otherwise byte for byte as it is.
pub(crate) fn without_sign(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !is(pair, QueryParam::Sign));
    pairs.collect::<Vec<_>>().join("&")
}

/// The query without signature and time, and whether it had a time, which comes with a signature.
pub(crate) fn unsigned(query: &str) -> (String, bool) {
    let query = without_sign(query);
    let pairs = query.split('&').filter(|pair| !is(pair, QueryParam::RequestTime));
    let unsigned = pairs.collect::<Vec<_>>().join("&");
    let is_signed = unsigned != query;
    (unsigned, is_signed)
}

/// Whether a pair of a query is this parameter, however its name is spelled.
fn is(pair: &str, param: QueryParam) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().eq_ignore_ascii_case(param.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "SdkAppid=1&CallbackCommand=State.StateChange&tenant=%E4%BD%A0&&empty=\
        &Sign=00&RequestTime=5";

    #[test]
    fn a_signature_is_taken_out_however_it_is_spelled() {
        for sign in ["Sign=f00", "sign=f00", "S%69gn=f00", "SIGN", "Sign="] {
            assert_eq!(without_sign(&format!("a=1&{sign}&b=2")), "a=1&b=2");
            assert_eq!(without_sign(sign), "");
        }
        assert_eq!(without_sign("a=1&&Signed=1&Sig=2"), "a=1&&Signed=1&Sig=2");
    }

    #[test]
    fn other_parameters_are_sent_as_they_were() {
        let now = UnixSeconds::new(1669872112);
        let token = Some(Token::new("xxxxyyyy").unwrap());
        let kept = "CallbackCommand=State.StateChange&tenant=%E4%BD%A0&empty=";
        let sign = "Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061\
            &RequestTime=1669872112";
        let anew = |app, token| Signing { app, token, secret: None }.sign_anew(QUERY, now);
        assert_eq!(anew(None, token.clone()), format!("SdkAppid=1&{kept}&{sign}"));
        assert_eq!(anew(Some(SdkAppId::new(7)), token), format!("SdkAppid=7&{kept}&{sign}"));
        assert_eq!(anew(None, None), format!("SdkAppid=1&{kept}"));
    }
}
