using Voxopsy.Cli.Rendering;
using Voxopsy.Study;

namespace Voxopsy.Cli.Tests.Rendering;

public sealed class ProgressLineTests
{
    [Theory]
    [InlineData(212, 338, 2, 212, 34.75, "radiomics  212/338  6.1 case/s  eta 0:21  2 failed")]
    [InlineData(0, 338, 0, 0, 0, "radiomics  0/338")]
    [InlineData(338, 338, 0, 338, 10, "radiomics  338/338  34 case/s  in 10.0 s")]
    [InlineData(100, 700, 0, 50, 10, "radiomics  100/700  5 case/s  eta 2:00")]
    public void Text_AnyMoment_GivesRateAndTimeLeft(int done, int total, int failed, int since, double seconds, string text) =>
        Assert.Equal(text, ProgressLine.Text(new StageProgress("radiomics", done, total, failed, "case"), since, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Report_NotATerminal_WritesOnePlainLineAStage()
    {
        StringWriter error = new();
        ProgressLine line = new(new Terminal(TextWriter.Null, error, IsLive: false, TimeProvider.System));
        for (int i = 0; i <= 3; i++)
        {
            line.Report(new StageProgress("models", i, 3, 0, "fold"));
        }

        Assert.StartsWith("models  3/3", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Report_Overtaken_NeverGoesBack()
    {
        StringWriter error = new();
        ProgressLine line = new(new Terminal(TextWriter.Null, error, IsLive: true, TimeProvider.System));
        line.Report(new StageProgress("models", 0, 3, 0, "fold"));
        line.Report(new StageProgress("models", 3, 3, 0, "fold"));
        line.Report(new StageProgress("models", 2, 3, 0, "fold"));

        Assert.DoesNotContain("2/3", error.ToString(), StringComparison.Ordinal);
    }
}
