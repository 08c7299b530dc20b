namespace Everlatch.Directory.Entries;

/// <summary>What an environment's owner chooses. Stored as one JSON value, so that a new setting needs no migration.</summary>
public sealed record EnvironmentSettings
{
    /// <summary>Look of the hosted pages and mails.</summary>
    public Branding Branding { get; init; } = new();

    /// <summary>Whether strangers may sign up. Default true.</summary>
    public bool SignUpOpen { get; init; } = true;

    /// <summary>Minutes without a request after which a session ends. Default 8 hours.</summary>
    public int SessionIdleMinutes { get; init; } = 8 * 60;

    /// <summary>Hours after which a session ends in any case. Default 7 days.</summary>
    public int SessionAbsoluteHours { get; init; } = 7 * 24;

    /// <summary>Smallest zxcvbn score (0 to 4) of a new password. Default 2.</summary>
    public int MinimumPasswordScore { get; init; } = 2;

    /// <summary>Who may call across environments: set for the operator's own environment alone.</summary>
    public bool IsOperator { get; init; }
}
