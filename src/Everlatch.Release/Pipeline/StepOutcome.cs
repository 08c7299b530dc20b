namespace Everlatch.Release.Pipeline;

/// <summary>What came of a step.</summary>
public abstract record StepOutcome
{
    /// <summary>What it found, or why, in a sentence.</summary>
    public abstract string Said { get; }

    /// <summary>It is done.</summary>
    public sealed record Done(string Found) : StepOutcome
    {
        /// <inheritdoc />
        public override string Said => Found;
    }

    /// <summary>A gate refused: the release is not to have traffic here.</summary>
    public sealed record Refused(string Id, string Because) : StepOutcome
    {
        /// <inheritdoc />
        public override string Said => Because;
    }

    /// <summary>It could not be done; what was done before it stays, and the next run goes on from there.</summary>
    public sealed record Failed(string Id, string Because) : StepOutcome
    {
        /// <inheritdoc />
        public override string Said => Because;
    }

    /// <summary>The region does not answer: nobody can tell.</summary>
    public sealed record Unreachable(string Because) : StepOutcome
    {
        /// <inheritdoc />
        public override string Said => Because;
    }
}
