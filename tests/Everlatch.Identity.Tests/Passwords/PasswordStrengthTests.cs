using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Passwords;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class PasswordStrengthTests
{
    private static readonly DirectoryEnvironment Example = new()
    {
        Id = EnvironmentId.Trusted("env_1"),
        Name = "Lovelace Engines",
        Region = Region.Trusted("eu"),
        Settings = new EnvironmentSettings(),
    };

    [Theory]
    [InlineData("steam engines weave algebra")]
    [InlineData("Xk9#mQ2$vL7!")]
    public void A_good_password_is_taken(string password) => Assert.Null(ProblemOf(password));

    [Theory]
    [InlineData("1234567", "EL1201")]
    [InlineData(null, "EL1201")]
    [InlineData("password", "EL1202")]
    [InlineData("12345678", "EL1202")]
    [InlineData("aaaaaaaaaaaaaaaa", "EL1202")]
    [InlineData("qwertyuiop", "EL1202")]
    [InlineData("ada.lovelace", "EL1202")]
    [InlineData("ada.lovelace@example.com", "EL1202")]
    [InlineData("lovelace engines", "EL1202")]
    public void A_short_or_guessable_one_is_refused(string? password, string problem) =>
        Assert.Equal(problem, ProblemOf(password));

    [Fact]
    public void Too_long_is_refused_and_longest_is_judged_quickly()
    {
        Assert.Equal("EL1201", ProblemOf(new string('x', 257)));
        var begin = TimeProvider.System.GetTimestamp();
        ProblemOf(string.Concat(Enumerable.Repeat("Tr0ub4dor&3 ", 21)));

        // Unbounded, this one takes zxcvbn minutes.
        Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_environment_decides_how_good_is_good_enough()
    {
        var lax = Example with { Settings = new EnvironmentSettings { MinimumPasswordScore = 0 } };
        Assert.NotNull(PasswordStrength.Check(lax, "password", [], out _));
        Assert.Null(PasswordStrength.Check(lax, "passwor", [], out _));
    }

    private static string? ProblemOf(string? password)
    {
        PasswordStrength.Check(Example, password, ["ada.lovelace@example.com", "Ada Lovelace"], out var problem);
        return problem?.Id;
    }
}
