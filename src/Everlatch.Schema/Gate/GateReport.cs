using Everlatch.Schema.Contracts;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Schema.Gate;

/// <summary>What <c>/health/schema</c> says.</summary>
internal sealed record GateReport
{
    /// <summary><c>fits</c>, <c>newer</c>, <c>missing</c>, <c>foreign</c>, <c>mismatch</c> or <c>unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether this server takes traffic, as far as the schema decides it.</summary>
    public required bool Ready { get; init; }

    /// <summary>Version of this build.</summary>
    public string? Release { get; init; }

    /// <summary>Digest of what this build needs; null when its contract cannot be read.</summary>
    public string? Contract { get; init; }

    /// <summary>What names the bytes of this build (<see cref="SchemaGateOptions.Build" />).</summary>
    public string? Build { get; init; }

    /// <summary>Each thing that is needed and not there.</summary>
    public IReadOnlyList<MissingPart>? Missing { get; init; }

    /// <summary>Each thing that was changed beside the migrations and hurts.</summary>
    public IReadOnlyList<ForeignPart>? Foreign { get; init; }

    /// <summary>Steps of a newer release that the database has.</summary>
    public IReadOnlyList<string>? Ahead { get; init; }

    /// <summary>What else keeps it from being ready.</summary>
    public string? Because { get; init; }

    /// <summary>Id of that.</summary>
    public string? Error { get; init; }

    /// <summary>The command that mends it.</summary>
    public string? Mend { get; init; }

    /// <summary>When the database was last looked at.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How long that took.</summary>
    public double? TookMilliseconds { get; init; }

    /// <summary>
    /// Whether it stands in the register of living servers, so that contract steps ask it; null before that was tried. It takes
    /// traffic either way.
    /// </summary>
    public bool? Registered { get; init; }

    /// <summary>Why it does not.</summary>
    public string? UnregisteredBecause { get; init; }

    /// <summary>Writes it: 200 when ready, else 503.</summary>
    public static Task WriteAsync(
        HttpContext context, GateState state, Registration registration, SchemaGateOptions options)
    {
        context.Response.StatusCode = state.IsOpen ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        if (!state.IsOpen)
        {
            context.Response.Headers.RetryAfter = GateAnswer.RetryAfter;
        }

        return context.Response.WriteAsJsonAsync(
            Of(state) with
            {
                Release = options.Source?.Release,
                Contract = ContractOf(options),
                Build = options.Build,
                Registered = registration.IsRegistered,
                UnregisteredBecause = Unregistered(registration),
            },
            GateJson.Default.GateReport);
    }

    private static string? Unregistered(Registration registration) => registration.Problem is not { } problem
        ? null
        : problem.Summary + (registration.IsShown
            ? " Contract steps see it by a sign that it shows instead."
            : " No contract step sees it: run none while it lives.");

    private static string? ContractOf(SchemaGateOptions options)
    {
        try
        {
            return options.Database is { } database ? options.Source?.CheckedContractOf(database.Engine).Digest : null;
        }
        catch (SchemaException)
        {
            // The state says what is wrong with it.
            return null;
        }
    }

    private static GateReport Of(GateState state) => new()
    {
        Status = state.Word,
        Ready = state.IsOpen,
        Missing = state.Verdict is { Missing.Count: > 0 } lacking ? [.. lacking.Missing.Select(MissingPart.Of)] : null,
        Foreign = state.Verdict is { Foreign.Count: > 0 } changed ? [.. changed.Foreign.Select(ForeignPart.Of)] : null,
        Ahead = state.Verdict is { Ahead.Count: > 0 } newer ? newer.Ahead : null,
        Because = state.Because,
        Error = state.ErrorId,
        Mend = state.Mend,
        CheckedAt = state.CheckedAt,
        TookMilliseconds = state.CheckedAt is null ? null : Math.Round(state.Took.TotalMilliseconds, 1),
    };

    /// <summary>Something that is needed and not there, or not in that shape.</summary>
    internal sealed record MissingPart(string Object, string Needed, string? Found, string? MadeBy, bool Recorded)
    {
        public static MissingPart Of(MissingObject missing) =>
            new(
                missing.Needed.Key, missing.Needed.ToString(), missing.Found?.ToString(), missing.MadeBy, missing.IsRecorded);
    }

    /// <summary>Something that no migration made.</summary>
    internal sealed record ForeignPart(string Object, string Found, string Because)
    {
        public static ForeignPart Of(ForeignObject foreign) => new(foreign.Found.Key, foreign.Found.ToString(), foreign.Because);
    }
}
