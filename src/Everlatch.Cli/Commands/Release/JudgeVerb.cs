using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Canary;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Hosting;
using Everlatch.Release.Canary;
using Everlatch.Release.Orchestrators;
using Everlatch.Watch.Probes;
using Microsoft.Extensions.Configuration;

namespace Everlatch.Cli.Commands.Release;

/// <summary>
/// <c>everlatch release judge</c>: the judge of canaries, once, for an orchestrator that shifts traffic itself.
/// </summary>
internal static class JudgeVerb
{
    private static readonly Option<string> Canary = new("--canary")
    {
        Description = "Where the new release answers: an http or https address of its edge.", Required = true,
    };

    private static readonly Option<string> Baseline = new("--baseline")
    {
        Description = "Where the old one does.", Required = true,
    };

    private static readonly Option<string> Credentials = new("--credentials")
    {
        Description = "File of credentials that are known to be good, in the shape of up.json, readable by its owner alone.",
        Required = true,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long both are watched; a release that fails ends it sooner.", DefaultValueFactory = _ => 60,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "judge",
            "Sign in, get tokens and refresh at two releases each second, and say whether the new one is worse; exit 0 when it "
                + "is not, 3 when it is, 1 when nobody can tell.")
        {
            Canary, Baseline, Credentials, Seconds,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (canary, baseline) = (AddressOption.Of(parsed, Canary), AddressOption.Of(parsed, Baseline));
        var length = parsed.GetValue(Seconds) is > 0 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new WrongUsageException("--seconds takes seconds, 1 or more.");
        var limits = Limits();
        var credentials = ReadCredentials.From(parsed.GetRequiredValue(Credentials));
        using var stop = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stop.Asked);
        using var probes = SlotProbes.AtEdges(canary, baseline, credentials, TimeProvider.System);
        var judge = new JudgeAddresses(
            canary, baseline, credentials.Issuer.Authority, probes, limits, TimeProvider.System);
        try
        {
            var verdict = await judge.RunAsync(length, either.Token);
            Write(verdict, parsed.GetValue(ConnectionOptions.Json));
            return verdict switch
            {
                Verdict.Pass => ExitCode.Done,
                Verdict.Fail => ExitCode.Refused,
                _ => ExitCode.Failed,
            };
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Who was stopped before the end has seen too little to say yes.
            Write(new Verdict.Pause([new Finding(Weight.Pauses, "samples", "It was stopped before the end.")]),
                parsed.GetValue(ConnectionOptions.Json));
            return ExitCode.Failed;
        }
    }

    private static CanaryLimits Limits()
    {
        var limits = new ConfigurationBuilder().AddSettings(new Dictionary<string, string?>()).Build()
            .GetSection(CanaryLimits.Section).Get<CanaryLimits>() ?? new CanaryLimits();
        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(limits, new ValidationContext(limits), wrong, validateAllProperties: true)
            ? limits
            : throw new WrongUsageException(string.Join(Environment.NewLine, wrong.Select(result => result.ErrorMessage)));
    }

    private static void Write(Verdict verdict, bool json)
    {
        var word = verdict switch { Verdict.Pass => "pass", Verdict.Fail => "fail", _ => "pause" };
        if (json)
        {
            new Output(json).Item(new JsonObject
            {
                ["verdict"] = word,
                ["findings"] = new JsonArray([.. verdict.Findings.Select(Item)]),
            });
            return;
        }

        var screen = new Screen();
        screen.Row("verdict", word);
        screen.Rows("because", verdict.Reasons.Select(reason => $"{reason.Rule}: {reason.Text}"));
    }

    private static JsonObject Item(Finding finding) => new()
    {
        ["weight"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Weight.ToString()),
        ["rule"] = finding.Rule,
        ["text"] = finding.Text,
        ["canary"] = Number(finding.Canary),
        ["baseline"] = Number(finding.Baseline),
        ["probability"] = Number(finding.Probability),
    };

    // JSON has no word for what is no number.
    private static JsonValue? Number(double? figure) =>
        figure is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
