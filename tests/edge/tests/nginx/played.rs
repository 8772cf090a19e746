//! Every before-command and its attacks, played by `tim-callback attack` through HTTPS.

use std::process::Command;

use tim_callback::CallbackCommand;

use crate::nginx::Nginx;
use crate::programs::{Service, TOOL};
use crate::{APP, TOKEN};

#[test]
fn every_before_command_and_attack_is_answered_as_it_should_be() {
    let service = Service::start();
    let nginx = Nginx::start(service.address);
    let mut tool = Command::new(&*TOOL);
    tool.args(["attack", "--url", &nginx.url(), "--app", &APP.to_string(), "--token", TOKEN]);
    tool.arg("--cacert").arg(nginx.certificate_file());
    let befores = CallbackCommand::all().iter().filter(|command| command.is_before());
    for command in befores.clone() {
        tool.args(["--command", command.as_ref()]);
    }
    let output = tool.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{said}");
    // The eight attacks, without the repetition of after-commands, and the callback itself.
    let answers = 9 * befores.count();
    assert!(said.contains(&format!("{answers} as they should be, 0 not")), "{said}");

    let log = nginx.stop();
    assert_eq!(log.len(), answers, "a line for each");
    for line in &log {
        assert_eq!((&line["path"], &line["method"]), (&"/callback".into(), &"POST".into()));
        assert_eq!(line["status"], line["upstream_status"], "answered by the service: {line}");
    }
}
