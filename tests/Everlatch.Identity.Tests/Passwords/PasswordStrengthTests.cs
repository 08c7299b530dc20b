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
    public void The_longest_is_taken_and_a_longer_one_is_not()
    {
        Assert.Null(ProblemOf("Xk9#mQ2$vL7!" + new string('x', 244)));
        Assert.Equal("EL1201", ProblemOf("Xk9#mQ2$vL7!" + new string('x', 245)));
    }

    // Judged whole, the longest takes zxcvbn minutes.
    [Fact]
    public void Of_a_long_one_only_its_ends_are_judged()
    {
        var (weak, strong) = (new string('a', 40), "Xk9#mQ2$vL7!pR4@tW8^zN1&bH6*cJ3%dF5(gK0)");
        Assert.Equal("EL1202", ProblemOf(weak + string.Concat(Enumerable.Repeat(strong, 4)) + weak));
        Assert.Null(ProblemOf(strong + weak + weak));
        Assert.Null(ProblemOf(weak + weak + strong));
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
