using System.Globalization;
using System.Text.Json;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Cli.Tests.Commands;

/// <summary>Odd tables: every regression command names the column and has its exit code; none is silent, none runs on.</summary>
public sealed class StatsBadInputTests : IDisposable
{
    private const int Rows = 60;

    private readonly string _table = Path.Combine(Path.GetTempPath(), $"voxopsy-odd-{Guid.NewGuid():N}.csv");

    public StatsBadInputTests()
    {
        SeededRandom random = new SeededRandom(5).For("odd");
        string[] measured = [.. Enumerable.Range(0, Rows + 5).Select(j => $"m{j}")];
        List<string> lines = [$"y,a,b,separates,constant,twice,sum,zero,t,event,never,grade,graded,one_label,empty,infinite,word,negative,fold2,{string.Join(',', measured)}"];
        for (int i = 0; i < Rows; i++)
        {
            int y = random.NextDouble() < 0.45 ? 1 : 0;
            double a = Math.Round(random.NextNormal(), 3);
            double b = Math.Round(random.NextNormal(), 3);
            double apart = (y == 1 ? 1 : -1) * (0.1 + random.NextDouble());
            double t = Math.Round(0.1 + (10 * random.NextDouble()), 2);
            int grade = 1 + (i % 3);
            FormattableString line =
                $"{y},{a},{b},{apart},3.5,{2 * a},{a + b},0,{t},{(random.NextDouble() < 0.6 ? 1 : 0)},0,{grade},{grade + (0.4 * random.NextDouble())},only,NA,{(i == 3 ? "inf" : b)},{(i == 5 ? "hello" : b)},{(i == 2 ? -1 : t)},{i % 2},{string.Join(',', measured.Select(_ => random.NextNormal().ToString("0.000", CultureInfo.InvariantCulture)))}";
            lines.Add(FormattableString.Invariant(line));
        }

        File.WriteAllLines(_table, lines);
    }

    [Theory]
    [InlineData("--model a+constant", "'constant' is constant")]
    [InlineData("--model a+twice", "'twice' is a linear combination of 'a'")]
    [InlineData("--model a+b+sum", "'sum' is a linear combination of 'a', 'b'")]
    [InlineData("--model a+one_label", "'one_label' is constant")]
    [InlineData("--model a+empty", "missing in 'empty'")]
    [InlineData("--model a+infinite", "'infinite' is not a number")]
    [InlineData("--model a+word", "'word' is not a number")]
    [InlineData("--model MANY", "there are only 60 rows for")]
    public async Task Regression_ColumnWithoutAnEffect_IsNamed(string model, string expected)
    {
        model = model.Replace("MANY", string.Join('+', Enumerable.Range(0, Rows + 2).Select(j => $"m{j}")), StringComparison.Ordinal);
        foreach (string method in new[] { "logistic", "firth", "stepwise", "validate", "nomogram", "ordinal", "cox" })
        {
            string outcome = method switch { "ordinal" => "--outcome grade", "cox" => "--time t --event event", _ => "--outcome y" };
            (int exit, string error) = await Run($"{method} TABLE {outcome} {model}");

            Assert.True(exit == ExitCode.DataCheckFailed, $"{method}: exit {exit}: {error}");
            Assert.True(error.Contains(expected, StringComparison.Ordinal), $"{method}: {error}");
        }
    }

    [Theory]
    [InlineData("logistic TABLE --outcome zero --model a")]
    [InlineData("firth TABLE --outcome zero --model a")]
    [InlineData("stepwise TABLE --outcome zero --model a+b")]
    [InlineData("validate TABLE --outcome zero --model a")]
    [InlineData("nomogram TABLE --outcome zero --model a")]
    [InlineData("univariable TABLE --outcome zero --columns a,b")]
    [InlineData("lasso TABLE --outcome zero --columns a,b")]
    [InlineData("lasso-multinomial TABLE --outcome zero --columns a,b")]
    [InlineData("lasso-linear TABLE --outcome constant --columns a,b")]
    [InlineData("lasso-cox TABLE --time t --event never --columns a,b")]
    [InlineData("cox TABLE --time t --event never --model a")]
    [InlineData("cox TABLE --time negative --event event --model a")]
    [InlineData("logrank TABLE --time t --event never --group grade")]
    [InlineData("concordance TABLE --time t --event never --scores a")]
    [InlineData("ordinal TABLE --outcome constant --model a")]
    [InlineData("svm TABLE --outcome zero --columns a,b")]
    [InlineData("forest TABLE --outcome zero --columns a,b")]
    [InlineData("rfe TABLE --outcome zero --columns a,b")]
    [InlineData("screen TABLE --outcome zero --columns a,b")]
    [InlineData("auc TABLE --outcome zero --scores a")]
    [InlineData("calibration TABLE --outcome y --scores a")]
    [InlineData("decision-curve TABLE --outcome y --scores a")]
    [InlineData("lasso TABLE --outcome y --columns constant")]
    [InlineData("lda TABLE --outcome y --columns a,constant")]
    [InlineData("pca TABLE --columns a,constant")]
    [InlineData("combat TABLE --columns a,b --group one_label")]
    [InlineData("ordinal TABLE --outcome grade --model graded")]
    [InlineData("nomogram TABLE --outcome y --model a+separates")]
    [InlineData("validate TABLE --outcome y --model a+separates")]
    public async Task Method_NothingToLearnFrom_FailsAsADataCheck(string line)
    {
        (int exit, string error) = await Run(line);

        Assert.True(exit == ExitCode.DataCheckFailed, $"exit {exit}: {error}");
        Assert.StartsWith("error", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logistic TABLE --outcome y --model a+separates", "separates separates the outcomes")]
    [InlineData("stepwise TABLE --outcome y --model a+separates", "separates separates the outcomes")]
    [InlineData("univariable TABLE --outcome y --columns a,separates", "'separates' separates the outcomes")]
    [InlineData("univariable TABLE --outcome y --columns a,constant", "'constant' never varied")]
    [InlineData("lasso TABLE --outcome y --columns a,constant --folds 5", "constant never varied")]
    [InlineData("lasso TABLE --outcome y --columns a,twice --folds 5", "'twice' tells the same as 'a'")]
    [InlineData("lasso TABLE --outcome y --columns a,b --kind auc --folds 30", "folds are too small")]
    [InlineData("cox TABLE --time t --event event --model m0+m1+m2+m3+m4+m5+m6+m7", "events for 8 parameters is few")]
    [InlineData("logistic TABLE --outcome y --model m0+m1+m2+m3+m4+m5+m6+m7", "for 8 parameters is few")]
    [InlineData("firth TABLE --outcome y --model m0+m1+m2+m3+m4+m5+m6+m7", "for 8 parameters is few")]
    [InlineData("lasso TABLE --outcome y --columns m0,m1,m2,m3,m4,m5,m6,m7 --folds 5", "for 8 parameters is few")]
    [InlineData("auc TABLE --outcome y --scores constant", "constant never varied")]
    public async Task Method_DoubtfulColumn_IsNamedInANote(string line, string expected)
    {
        (int exit, string error) = await Run(line);

        Assert.True(exit == ExitCode.Done, $"exit {exit}: {error}");
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lasso TABLE --outcome y --columns a,b --lambdas 0.1,x", "--lambdas")]
    [InlineData("lasso TABLE --outcome y --columns a,b --fold-column fold2", "at least 3")]
    [InlineData("lasso TABLE --outcome y --columns a,y", "'y' is the outcome")]
    [InlineData("lasso TABLE --outcome y --columns a,b --unpenalized c", "--unpenalized names 'c'")]
    [InlineData("stepwise TABLE --outcome y --model a+b --direction up", "--direction")]
    [InlineData("stepwise TABLE --outcome y --model a+b --forced c", "--forced names 'c'")]
    [InlineData("stepwise TABLE --outcome y --model a+b --kind p --enter 0.2 --remove 0.1", "--remove")]
    [InlineData("combat TABLE --columns a,b --group grade --unseen guess", "--unseen")]
    [InlineData("combat TABLE --columns a,b --group grade --train grade", "--train")]
    [InlineData("logistic TABLE --outcome y --model a+)", "--model")]
    public async Task Method_WrongUse_NamesTheOption(string line, string expected)
    {
        (int exit, string error) = await Run(line);

        Assert.Equal(ExitCode.WrongUse, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logistic_Separation_StaysValidJson()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await VoxopsyCommandLine.RunAsync(
            ["stats", "logistic", _table, "--outcome", "y", "--model", "a+separates", "--json"], new Terminal(output, error, IsLive: false, TimeProvider.System));
        using JsonDocument document = JsonDocument.Parse(output.ToString());

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("separates", document.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refuse", ExitCode.DataCheckFailed)]
    [InlineData("leave", ExitCode.Done)]
    [InlineData("estimate", ExitCode.Done)]
    public async Task Combat_SiteWithoutTrainingRows_FollowsThePolicy(string policy, int expected)
    {
        // Two sites take part in training; grade 3 has rows in 'other' only.
        string[] lines = File.ReadAllLines(_table);
        File.WriteAllLines(_table, lines.Select((line, i) => i == 0 ? line + ",split" : line + (line.Contains(",0,3,", StringComparison.Ordinal) ? ",other" : i % 5 == 0 ? ",other" : ",train")));
        (int exit, string error) = await Run($"combat TABLE --columns a,b,m0,m1 --group grade --train split=train --unseen {policy}");

        Assert.True(exit == expected, $"exit {exit}: {error}");
        Assert.Equal(policy == "refuse", error.Contains("Site '3'", StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(_table);

    private async Task<(int Exit, string Error)> Run(string line)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        string[] words = [.. line.Split(' ').Select(word => word == "TABLE" ? _table : word)];
        int exit = await VoxopsyCommandLine.RunAsync(["stats", .. words], new Terminal(output, error, IsLive: false, TimeProvider.System));
        return (exit, error.ToString());
    }
}
