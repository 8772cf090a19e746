//! Start and end of the service.

use std::error::Error;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::mpsc;

use blocking_service::config::Config;
use blocking_service::serve::Server;
use blocking_service::{Service, after, log, queue, receiver};

fn main() -> ExitCode {
    log::start();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::line("error", format_args!("{error}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let config = Config::from_env()?;
    let (stop, stopped) = mpsc::channel();
    // Ctrl-C, or what service managers send (SIGTERM).
    ctrlc::set_handler(move || {
        // Fails for the second signal, when the first has ended it.
        let _ = stop.send(());
    })?;
    let listener = TcpListener::bind(config.listen).map_err(|error| {
        format!("cannot listen on {}: {error}: choose another LISTEN", config.listen)
    })?;
    log::line("info", format_args!("listening address={}", listener.local_addr()?));

    let (queue, worker) = queue::open(config.queue, after::work);
    let server = Server::start(listener, Service::new(receiver(&config, queue)?, config.deadline))?;
    stopped.recv()?;
    server.stop();
    worker.drain();
    log::line("info", format_args!("ended"));
    Ok(())
}
