//! Signs callbacks anew.

use tim_callback::query::QueryParam;
use tim_callback::{SdkAppId, Token, UnixSeconds, sign};

use crate::failure::Failure;
use crate::secrets::{Secrets, TokenArg};
use crate::unsigned::is;

/// Who signs what is sent.
#[derive(clap::Args)]
pub(crate) struct SigningArgs {
    /// The id of the app to send as; without it, that of the callback
    #[arg(long, value_name = "ID")]
    app: Option<SdkAppId>,

    #[command(flatten)]
    token: TokenArg,
}

/// The default signs nothing.
#[derive(Default)]
pub(crate) struct Signing {
    app: Option<SdkAppId>,
    token: Option<Token>,
    pub(crate) secrets: Secrets,
}

impl SigningArgs {
    pub(crate) fn signing(self) -> Result<Signing, Failure> {
        let (token, secrets) = self.token.read()?;
        Ok(Signing { app: self.app, token, secrets })
    }
}

impl Signing {
    #[cfg(test)]
    pub(crate) fn new(app: Option<SdkAppId>, token: Option<Token>) -> Self {
        Self { app, token, secrets: Secrets::default() }
    }

    pub(crate) fn app(&self) -> Option<SdkAppId> {
        self.app
    }

    pub(crate) fn token(&self) -> Option<&Token> {
        self.token.as_ref()
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

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "SdkAppid=1&CallbackCommand=State.StateChange&tenant=%E4%BD%A0&&empty=\
        &Sign=00&RequestTime=5";

    #[test]
    fn other_parameters_are_sent_as_they_were() {
        let now = UnixSeconds::new(1669872112);
        let token = Some(Token::new("xxxxyyyy").unwrap());
        let kept = "CallbackCommand=State.StateChange&tenant=%E4%BD%A0&empty=";
        let sign = "Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061\
            &RequestTime=1669872112";
        let anew = |app, token| Signing::new(app, token).sign_anew(QUERY, now);
        assert_eq!(anew(None, token.clone()), format!("SdkAppid=1&{kept}&{sign}"));
        assert_eq!(anew(Some(SdkAppId::new(7)), token), format!("SdkAppid=7&{kept}&{sign}"));
        assert_eq!(anew(None, None), format!("SdkAppid=1&{kept}"));
    }
}
