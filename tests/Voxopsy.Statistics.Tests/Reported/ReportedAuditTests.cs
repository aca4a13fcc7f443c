using Voxopsy.Statistics.Reported;

namespace Voxopsy.Statistics.Tests.Reported;

/// <summary>Printed numbers of two published studies, and what must hold for printed numbers of any table.</summary>
public sealed class ReportedAuditTests
{
    private static readonly ReportedStudy Published = new()
    {
        Patients = 90,
        Accuracy = PrintedNumber.Parse("0.859"),
        Sensitivity = PrintedNumber.Parse("0.857"),
        Specificity = PrintedNumber.Parse("0.860"),
    };

    [Fact]
    public void Of_NinetyPatients_NoTableFits()
    {
        ReportedVerdict verdict = Assert.Single(ReportedAudit.Of(Published));

        Assert.Equal(Verdict.Impossible, verdict.Verdict);
        Assert.Contains(" 92", verdict.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NinetyTwoPatients_ATableFits() =>
        Assert.Equal(Verdict.Possible, Assert.Single(ReportedAudit.Of(Published with { Patients = 92 })).Verdict);

    [Fact]
    public void Of_IntervalOfNinetySixPatients_IsNearlyTwiceTooWide()
    {
        ReportedVerdict verdict = Assert.Single(ReportedAudit.Of(new ReportedStudy
        {
            Patients = 96,
            Auc = PrintedNumber.Parse("0.652"),
            AucLower = PrintedNumber.Parse("0.447"),
            AucUpper = PrintedNumber.Parse("0.858"),
        }));

        Assert.Equal(Verdict.Doubtful, verdict.Verdict);
        Assert.Equal(1.9, verdict.WidthRatio, 0.05);
    }

    [Theory]
    [InlineData(31, 7, 4, 58)]
    [InlineData(5, 1, 0, 3)]
    [InlineData(120, 40, 35, 205)]
    public void Of_NumbersOfARealTable_ArePossible(int tp, int fp, int fn, int tn)
    {
        static PrintedNumber Print(double value) =>
            PrintedNumber.Parse(value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture));
        Statistics.Discrimination.ConfusionMatrix table = new(tp, fp, fn, tn);

        ReportedVerdict verdict = Assert.Single(ReportedAudit.Of(new ReportedStudy
        {
            Patients = table.Count,
            Accuracy = Print(table.Accuracy.Value),
            Sensitivity = Print(table.Sensitivity.Value),
            Specificity = Print(table.Specificity.Value),
            Ppv = Print(table.Ppv.Value),
            F1 = Print(table.F1.Value),
        }));

        Assert.Equal(Verdict.Possible, verdict.Verdict);
    }

    [Fact]
    public void Of_AreaNoPairCountGives_IsImpossible() =>
        Assert.Equal(Verdict.Impossible, Assert.Single(ReportedAudit.Of(
            new ReportedStudy { Patients = 6, Events = 2, Auc = PrintedNumber.Parse("0.71") })).Verdict);

    [Theory]
    [InlineData("85.9%", 0.859, 0.0005)]
    [InlineData("0.86", 0.86, 0.005)]
    public void Parse_PrintedDigits_KnowTheirRounding(string text, double value, double half)
    {
        PrintedNumber number = PrintedNumber.Parse(text);

        Assert.Equal(value, number.Value, 1e-12);
        Assert.Equal(half, number.HalfUnit, 1e-12);
    }
}
