using System.Runtime.InteropServices;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>Ctrl-C, or a termination, asks a run to stop at its next safe place; whoever asks again ends the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] signals;

    public StopSignals() => signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
    ];

    /// <summary>Whether somebody asked.</summary>
    public CancellationToken Asked => asked.Token;

    public void Dispose()
    {
        foreach (var signal in signals)
        {
            signal.Dispose();
        }

        asked.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        if (!asked.IsCancellationRequested)
        {
            signal.Cancel = true;
            asked.Cancel();
        }
    }
}
