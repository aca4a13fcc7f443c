using System.Reflection;
using System.Text.RegularExpressions;
using Voxopsy.Reporting.Documents;
using Voxopsy.Reporting.Documents.Checklists;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tests.Documents;

/// <summary>Each language has every word, and the Chinese report holds no English but names.</summary>
public sealed partial class LanguageTests
{
    /// <summary>What Chinese readers of this field read in Latin letters too.</summary>
    private static readonly HashSet<string> International =
    [
        "AUC", "CI", "ROC", "LASSO", "AIC", "DeLong", "Firth", "ComBat", "Yeo", "Johnson", "mRMR", "ReliefF", "Wilson", "Holm", "Brier", "ICI", "Wald", "OR", "Voxopsy", "SHA", "TRIPOD", "AI", "BMJ", "Collins", "provenance", "json",
        "Spearman", "exp",
    ];

    public static TheoryData<Language> Languages() => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryWord_IsThere(Language language)
    {
        ReportTexts texts = ReportTexts.Of(language);
        PropertyInfo[] words = [.. typeof(ReportTexts).GetProperties(BindingFlags.Instance | BindingFlags.NonPublic).Where(property => property.PropertyType == typeof(string))];

        Assert.True(words.Length > 100);
        Assert.All(words, word => Assert.False(string.IsNullOrWhiteSpace((string?)word.GetValue(texts)), word.Name));
        Assert.All(Enum.GetValues<FindingCode>(), code => Assert.NotEmpty(texts.Finding(SampleStudy.FindingOf(code, name => name))));
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.NotEmpty(texts.Problem(kind)));
        Assert.All(Enum.GetValues<ModelKind>(), kind => Assert.NotEmpty(texts.Kind(kind)));
        Assert.All(Enum.GetValues<EvaluationKind>(), kind => Assert.NotEmpty(texts.Evaluated(kind)));
        Assert.All(Enum.GetValues<ValidationScheme>(), scheme => Assert.NotEmpty(texts.Scheme(SampleStudy.Plain.Design with { Scheme = scheme })));
        Assert.All(TripodAi.Items, item => Assert.NotEmpty(texts.ChecklistTopic(item)));
    }

    [Fact]
    public void EveryFinding_UsesItsArguments()
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            ReportTexts texts = ReportTexts.Of(language);
            Assert.All(Enum.GetValues<FindingCode>(), code =>
                Assert.DoesNotContain("–", texts.Finding(SampleStudy.FindingOf(code, name => name)), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ChineseReport_HoldsNoEnglishButNames()
    {
        // Every name of the data becomes a numeral, so whatever Latin word remains was written by the report.
        StudyResult result = SampleStudy.Of(_ => "7") with { Openings = [new CohortOpening("7", "7", 2)] };
        string everything = PageText.Everything(Report.Html(result, Language.Chinese));

        string[] foreign = [.. LatinWord().Matches(everything).Select(match => match.Value).Distinct().Except(International)];

        Assert.True(foreign.Length == 0, "Words not in Chinese: " + string.Join(", ", foreign));
    }

    [Fact]
    public void ChineseReport_TellsAllSchemesAndFindings()
    {
        ReportTexts texts = ReportTexts.Of(Language.Chinese);
        string[] sentences =
        [
            .. Enum.GetValues<ValidationScheme>().Select(scheme => texts.Scheme(SampleStudy.Plain.Design with { Scheme = scheme, CenterColumn = "7" })),
            .. Enum.GetValues<ProblemKind>().Select(texts.Problem),
            .. Enum.GetValues<ModelKind>().Select(texts.Kind),
            .. new[] { "youden", "prevalence", "fixed" }.Select(texts.Rule),
            .. new[] { "variance", "duplicates", "Welch p < 0.05", "LASSO (10 folds, 1se)", "stepwise AIC (forward)",
                "stepwise p (both, enter 0.05, remove 0.1)", "ComBat by 中心", "scale robust", "scale standard", "Yeo-Johnson", "PCA, 3 components", "PCA, 0.9 of the variance",
                "mRMR, 20 columns", "ReliefF, 20 columns", "ICC lower limit >= 0.75", "impute median", "impute 5 nearest", "impute chained equations", "Firth (separated classes)",
                "SVM (rbf, cost 1)", "SVM (linear, cost 1)", "random forest (300 trees, leaves of 5)", "gradient boosting (200 trees, depth 2)", "9 nearest neighbors",
                "LDA (shrinkage 0.5)", "ridge (cost 1)" }.Select(texts.Step),
            .. new[] { "Mann-Whitney U", "Kruskal-Wallis", "Fisher exact", "chi-squared", "chi-squared, Yates", "Welch t", "Welch ANOVA" }.Select(texts.Test),
            texts.Opening(new CohortOpening("7", "7", 1)),
        ];

        Assert.All(sentences, sentence => Assert.Empty(LatinWord().Matches(sentence).Select(match => match.Value).Except(International)));
    }

    [Fact]
    public void EnglishReport_HoldsNoChinese() =>
        Assert.DoesNotMatch("[\u3000-\u9fff\uff00-\uffef]", Report.Html(SampleStudy.Plain, Language.English).Replace("“", string.Empty, StringComparison.Ordinal));

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex LatinWord();
}
