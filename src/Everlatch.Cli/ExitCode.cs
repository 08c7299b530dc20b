namespace Everlatch.Cli;

/// <summary>What the exit code of every verb means.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly.</summary>
    public const int WrongUsage = 2;

    /// <summary>A gate refused.</summary>
    public const int Refused = 3;
}
