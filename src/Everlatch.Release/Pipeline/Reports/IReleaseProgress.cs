namespace Everlatch.Release.Pipeline.Reports;

/// <summary>Is told what happens during a run. Regions of one wave report at the same time.</summary>
public interface IReleaseProgress
{
    /// <summary>Takes note of it.</summary>
    void Report(StepReport happened);
}
