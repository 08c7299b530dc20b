namespace Everlatch.Server.Api.Environments;

/// <summary>An environment as it shall be: what is left out takes its default.</summary>
internal sealed record EnvironmentChangeBody
{
    public required string Name { get; init; }

    public required EnvironmentSettingsBody Settings { get; init; }
}
