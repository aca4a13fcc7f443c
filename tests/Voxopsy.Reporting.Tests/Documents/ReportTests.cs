using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Voxopsy.Reporting.Documents;
using Voxopsy.Study.Results;
using Voxopsy.Testing;

namespace Voxopsy.Reporting.Tests.Documents;

public sealed class ReportTests
{
    public static TheoryData<Language> Languages() => [.. Enum.GetValues<Language>()];

    public static TheoryData<Language, string> HostileNames() => new MatrixTheoryData<Language, string>(
        Enum.GetValues<Language>(),
        [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'); alert(1); ('", "]]>", "&lt;b&gt;", "<!--", "</style></svg></body>",
            "a\0b\u0008c", "\ud83d", "\u202egnp.exe", "../../etc/passwd", "C:\\windows", "", " ", "患者姓名", "name\nwith\tbreaks",
        ]);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Text_IsTheApprovedOne(Language language) =>
        Snapshot.Matches("Voxopsy.Reporting.Tests", $"report-{language}.txt", PageText.Lines(Report.Html(SampleStudy.Plain, language)));

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void HostileNames_StayText(Language language, string hostile)
    {
        string html = Report.Html(SampleStudy.Of(name => hostile + name), language);

        XDocument page = PageText.Parse(html);
        string[] allowed =
        [
            "html", "head", "meta", "link", "title", "style", "body", "header", "nav", "main", "section", "footer", "p", "h1", "h2", "h3", "ol", "ul", "li", "a", "b", "sup", "br",
            "div", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "desc", "rect", "path", "circle", "text",
        ];
        Assert.Empty(page.Descendants().Select(element => element.Name.LocalName).Distinct().Except(allowed));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(
            page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"),
            attribute => Assert.True(attribute.Value.StartsWith('#') || attribute.Value == "data:,", attribute.Value));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EqualNames_StillGiveEveryElementItsOwnIdentity(Language language)
    {
        XDocument page = PageText.Parse(Report.Html(SampleStudy.Of(_ => "x"), language));

        string[] identities = [.. page.Descendants().Attributes("id").Select(attribute => attribute.Value)];
        Assert.Equal(identities.Length, identities.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Contents_LeadToEverySection(Language language)
    {
        XDocument page = PageText.Parse(Report.Html(SampleStudy.Plain, language));

        string[] sections = [.. page.Descendants("section").Select(section => section.Attribute("id")!.Value)];
        string[] anchors = [.. page.Descendants("nav").Descendants("a").Select(link => link.Attribute("href")!.Value[1..])];
        Assert.Equal(sections, anchors);
        Assert.Equal(17, sections.Length);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Page_NeedsNoNetworkAndNoScript(Language language)
    {
        string html = Report.Html(SampleStudy.Plain, language);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal).Replace("http-equiv", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Numbers_AreNeverNotANumber(Language language)
    {
        string everything = PageText.Everything(Report.Html(SampleStudy.Plain, language));

        Assert.DoesNotContain("NaN", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void UndefinedNumbers_AreDashesWithTheirReason()
    {
        string text = PageText.Lines(Report.Html(SampleStudy.Plain, Language.English));

        Assert.Contains("a – not testable: both models rank all cases alike", text, StringComparison.Ordinal);
        Assert.Contains("a – undefined: no case to divide by, such as no case called positive", text, StringComparison.Ordinal);
        Assert.Contains("| shape_sphericity (per SD) | −0.4100 | 0.66 | –a |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_SaysThatShapeAddsLittle()
    {
        StudyResult result = SampleStudy.Plain with { Findings = [SampleStudy.FindingOf(FindingCode.AddsLittle, name => name)] };

        string english = PageText.Lines(Report.Html(result, Language.English));
        string chinese = PageText.Lines(Report.Html(result, Language.Chinese));

        Assert.Contains(
            "- shape adds little to clinical: on development the AUC of combined differs from that of clinical by 0.013 (95% interval −0.012 to 0.038), which includes no difference at all.",
            english,
            StringComparison.Ordinal);
        Assert.Contains("- shape 对 clinical 增益甚微：在 development 上，combined 与 clinical 的 AUC 相差 0.013（95% 置信区间 −0.012 至 0.038），区间包含“没有差别”。", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_CallsAWideIntervalOpenRatherThanLittle()
    {
        Finding wide = SampleStudy.FindingOf(FindingCode.AddsLittle, name => name);
        wide = wide with { Arguments = wide.Arguments.SetItem("delta", "0.155").SetItem("lower", "-0.001").SetItem("upper", "0.31").SetItem("added", "age") };

        Assert.Contains(
            "- Whether age adds to clinical remains open: on development the AUC of combined differs from that of clinical by 0.155 (95% interval −0.001 to 0.310); the interval includes no difference and is too wide to tell.",
            PageText.Lines(Report.Html(SampleStudy.Plain with { Findings = [wide] }, Language.English)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void WhatSeveralSourcesAddTogether_StandsBelowTheSummary()
    {
        Finding together = SampleStudy.FindingOf(FindingCode.AddsLittle, name => name);
        together = together with { Arguments = together.Arguments.SetItem("added", "age, sex") };

        XDocument page = PageText.Parse(Report.Html(SampleStudy.Plain with { Findings = [together] }, Language.English));

        XElement Section(string identity) => page.Descendants("section").Single(section => section.Attribute("id")!.Value == identity);
        Assert.Contains("age, sex add little to clinical", Section("findings").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("add little", Section("summary").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_WithoutNumbers_AreLeftOut()
    {
        StudyResult bare = SampleStudy.Plain with
        {
            Baseline = null,
            Univariable = [],
            Models = [],
            Comparisons = [],
            Findings = [],
            Openings = [],
            Tried = 0,
        };

        XDocument page = PageText.Parse(Report.Html(bare, Language.English));

        Assert.Equal(
            ["summary", "patients", "tried", "provenance", "checklist"],
            page.Descendants("section").Select(section => section.Attribute("id")!.Value));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EmptyParts_NeverBreakThePage(Language language)
    {
        ImmutableArray<ModelResult> empty = [.. SampleStudy.Plain.Models.Select(model => model with
        {
            Terms = [],
            Selection = [],
            SelectionShares = [],
            Lasso = null,
            Nomogram = null,
            Intercept = double.NaN,
            Cohorts = [.. model.Cohorts.Select(cohort => cohort with
            {
                Auc = Estimate.Undefined,
                Events = 0,
                Roc = [],
                Scores = [],
                Subgroups = [],
                DecisionCurve = new DecisionCurveResult([]),
                Calibration = new CalibrationResult(Estimate.Undefined, Estimate.Undefined, double.NaN, double.NaN, double.NaN, double.NaN, [], []),
                Threshold = cohort.Threshold with { Value = double.NaN },
                Brier = double.NaN,
                Ppv = Estimate.Undefined,
            })],
        })];

        string text = PageText.Everything(Report.Html(SampleStudy.Plain with { Models = empty, Comparisons = [] }, language));

        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.Contains(language == Language.English ? "the AUC is undefined" : "AUC 无法定义", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Write_GivesTheSameFilesInEveryCulture(Language language)
    {
        string first = Directory.CreateTempSubdirectory("voxopsy-report-").FullName;
        string second = Directory.CreateTempSubdirectory("voxopsy-report-").FullName;
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            string page = Report.Write(SampleStudy.Plain, language, first);
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" };
            Thread.CurrentThread.CurrentCulture = comma;
            Report.Write(SampleStudy.Plain, language, second);

            Assert.Equal(Path.Combine(first, "report", "index.html"), page);
            string[] files = [.. Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(first, file)).Order(StringComparer.Ordinal)];
            Assert.Equal(files, Directory.EnumerateFiles(second, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(second, file)).Order(StringComparer.Ordinal));
            Assert.Contains(Path.Combine("figures", "roc-development.svg"), files);
            Assert.Contains(Path.Combine("figures", "lasso-path-shape.svg"), files);
            Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file))));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
            Directory.Delete(first, recursive: true);
            Directory.Delete(second, recursive: true);
        }
    }
}
