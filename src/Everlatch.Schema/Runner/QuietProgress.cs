namespace Everlatch.Schema.Runner;

/// <summary>Tells nobody how a run goes; its outcome says enough.</summary>
public sealed class QuietProgress : IApplyProgress
{
    private QuietProgress()
    {
    }

    /// <summary>The one to use.</summary>
    public static QuietProgress Instance { get; } = new();

    /// <inheritdoc />
    public void Report(ApplyEvent happened)
    {
    }
}
