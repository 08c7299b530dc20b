namespace Everlatch.Storage.Tests;

/// <summary>Keeps what it is told.</summary>
internal sealed class HeardFaults : IStoreFaults
{
    public List<Exception> Faults { get; } = [];

    public void Report(Exception fault) => Faults.Add(fault);
}
