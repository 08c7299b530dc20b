namespace Everlatch.Schema.Runner;

/// <summary>Is told what happens during a run: a terminal, a log, nobody.</summary>
public interface IApplyProgress
{
    /// <summary>Takes note of it. Called from one thread at a time; what it throws ends the run.</summary>
    void Report(ApplyEvent happened);
}
