using System.Globalization;
using System.Text.Json;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.Models;

/// <summary>Each word of <c>select</c> and <c>models</c> in a whole study: it runs, says what it did, and gives the same bytes again.</summary>
public sealed class FittingStudyTests : IDisposable
{
    private readonly SmallStudy _study = new();

    public FittingStudyTests()
    {
        // Two centers; the second measures wider. Some ages are missing.
        for (int i = 0; i < _study.Rows.Count; i++)
        {
            _study.Rows[i][4] = i % 4 < 2 ? "A" : "B";
            _study.Rows[i][2] = i % 9 == 4 ? string.Empty : _study.Rows[i][2];
        }

        _study.Text = _study.Text.Replace("models:\n", "missing: {max_fraction: 0.5}\nmodels:\n", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{harmonize: {by: center, covariates: [age]}}, {lasso: {folds: 4}}", "ComBat by center")]
    [InlineData("{harmonize: {by: center, prior: non-parametric, reference: A, unseen: reference}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 4}}", "ComBat by center")]
    [InlineData("{scale: robust}, {mrmr: {count: 5, scheme: spearman}}, {lasso: {folds: 4}}", "mRMR, 5 columns")]
    [InlineData("variance, {scale: yeo-johnson}, {relieff: {count: 6, neighbors: 5}}, {lasso: {folds: 4}}", "ReliefF, 6 columns")]
    [InlineData("variance, {pca: {components: 3}}", "PCA, 3 components")]
    [InlineData("variance, duplicates, {scale: standard}, {pca: {variance: 0.8}}, {lasso: {folds: 4}}", "PCA, 0.8 of the variance")]
    public void Run_Steps_AreCarriedOutAndSaid(string steps, string said)
    {
        _study.Text += $"\nselect: [{steps}]\n";
        RunOutcome first = Run("a", 1);
        RunOutcome second = Run("b", 2);

        Assert.Equal(Bytes("a"), Bytes("b"));
        Assert.Contains(first.Result!.Models[1].Selection, step => step.Step == said);
        Assert.InRange(second.Result!.Models[1].Cohorts[0].Auc.Value, 0.6, 1);
        StudyDefinition study = _study.Definition();
        _study.Write("again.yaml", StudyLock.Text(study, _study.Folder));
        Assert.Equal(StudyLock.Text(study, _study.Folder), StudyLock.Text(StudyFileReader.Read(Path.Combine(_study.Folder, "again.yaml")), _study.Folder));
    }

    [Theory]
    [InlineData("knn, neighbors: 3", "impute 3 nearest")]
    [InlineData("chained", "impute chained equations")]
    public void Run_Imputation_IsCarriedOutAndSaid(string impute, string said)
    {
        _study.Text = _study.Text.Replace("missing: {", $"missing: {{impute: {impute}, ", StringComparison.Ordinal).Replace("from: [rad], signature", "from: [rad, clinical], signature", StringComparison.Ordinal)
            + "\nselect: [variance, {lasso: {folds: 4}}]\n";
        RunOutcome first = Run("a", 1);
        Run("b", 2);
        Assert.Equal(Bytes("a"), Bytes("b"));
        Assert.Contains(first.Result!.Models[1].Selection, step => step.Step == said);
    }

    [Theory]
    [InlineData("svm", "cost: [0.1, 1], kernel: [linear, rbf]", "SVM (")]
    [InlineData("random-forest", "leaf: [2, 6], trees: 20", "random forest (20 trees")]
    [InlineData("gradient-boosting", "depth: [1, 2], trees: 20", "gradient boosting (20 trees")]
    [InlineData("knn", "neighbors: [5, 9]", "nearest neighbors")]
    [InlineData("lda", "shrinkage: [0.2, 0.8]", "LDA (shrinkage")]
    [InlineData("ridge", "cost: [0.01, 1]", "ridge (cost")]
    public void Run_Classifier_IsTunedInsideAndCalibrated(string classifier, string tune, string said)
    {
        Models($"radiomics: {{from: [rad], classifier: {classifier}, tune: {{{tune}}}}}\n  combined: {{from: [models.clinical, models.radiomics], nomogram: true}}");
        _study.Text += "\nselect: [variance, {correlation: {spearman: 0.9}}, {mrmr: {count: 4}}]\n";
        RunOutcome first = Run("a", 1);
        Run("b", 2);

        Assert.Equal(Bytes("a"), Bytes("b"));
        ModelResult model = first.Result!.Models[1];
        Assert.Equal(ModelKind.Classifier, model.Kind);
        Assert.Equal(4, model.Features);
        Assert.StartsWith(said, model.Selection[^1].Step.TrimStart("0123456789 ".ToCharArray()), StringComparison.Ordinal);
        Assert.InRange(model.Cohorts[0].Auc.Value, 0.6, 1);
        Assert.NotNull(first.Result.Models[2].Nomogram);
        using JsonDocument frozen = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_study.Folder, "a", "models", "radiomics.json")));
        Assert.Equal("classifier", frozen.RootElement.GetProperty("steps").EnumerateArray().Last().GetProperty("step").GetString());
        Assert.True(frozen.RootElement.GetProperty("recalibration").GetProperty("slope").GetDouble() > 0);
    }

    [Fact]
    public void Run_ClassifierLogistic_IsTheRegressionOnWhatTheStepsKept()
    {
        Models("radiomics: {from: [rad], classifier: logistic}");
        _study.Text += "\nselect: [variance, {correlation: {spearman: 0.9}}, {mrmr: {count: 3}}]\n";
        ModelResult model = Run("a", 1).Result!.Models[1];
        Assert.Equal(3, model.Terms.Length);
        Assert.All(model.Terms, term => Assert.True(term.StandardError > 0));
    }

    [Theory]
    [InlineData("p-both")]
    [InlineData("{p: backward, enter: 0.05, remove: 0.2}")]
    public void Run_StepwiseByP_IsSaid(string stepwise)
    {
        _study.Text = _study.Text.Replace("clinical: {from: [clinical]}", $"clinical: {{from: [clinical], stepwise: {stepwise}}}", StringComparison.Ordinal);
        Assert.StartsWith("stepwise p (", Run("a", 1).Result!.Models[0].Selection[0].Step, StringComparison.Ordinal);
        Assert.Contains("stepwise: {p: ", StudyLock.Text(_study.Definition(), _study.Folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("intercept")]
    [InlineData("logistic")]
    public void Run_Recalibrate_LearnsOnTrainingAndKeepsTheOrderOfAFold(string kind)
    {
        RunOutcome plain = Run("plain", 1);
        Models($"radiomics: {{from: [rad], signature: true, recalibrate: {kind}}}");
        RunOutcome recalibrated = Run("again", 2);
        string[][] before = Predictions("plain");
        string[][] after = Predictions("again");
        foreach (IGrouping<string, int> fold in Enumerable.Range(0, before.Length).Where(i => before[i][0] == "radiomics").GroupBy(i => before[i][2]))
        {
            double[] a = [.. fold.Select(i => double.Parse(before[i][5], CultureInfo.InvariantCulture))];
            double[] b = [.. fold.Select(i => double.Parse(after[i][5], CultureInfo.InvariantCulture))];
            Assert.Equal(Order(a), Order(b));
            Assert.NotEqual(a, b);
        }

        Assert.NotEqual(plain.Result!.Models[1].Cohorts[0].Calibration.Slope, recalibrated.Result!.Models[1].Cohorts[0].Calibration.Slope);
        static int[] Order(double[] values) => [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ThenBy(i => i)];
    }

    [Fact]
    public void Run_DeclaredPrevalence_ShiftsLogOddsByWhatItSays()
    {
        _study.Text = _study.Text.Replace("development: {table: clinical.csv}", "development: {table: clinical.csv, where: \"center == A\"}\n  outside: {table: clinical.csv, where: \"center == B\"}", StringComparison.Ordinal)
            .Replace("folds: 4", "folds: 3", StringComparison.Ordinal);
        RunOutcome plain = Run("plain", 1);
        _study.Text = _study.Text.Replace("center == B\"}", "center == B\", prevalence: 0.2}", StringComparison.Ordinal);
        RunOutcome shifted = Run("shifted", 2);

        // Half of the training patients have the outcome, so the shift is the log odds of 0.2.
        double[] before = [.. Predictions("plain").Where(row => row[1] == "outside").Select(row => double.Parse(row[5], CultureInfo.InvariantCulture))];
        double[] after = [.. Predictions("shifted").Where(row => row[1] == "outside").Select(row => double.Parse(row[5], CultureInfo.InvariantCulture))];
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First / (1 - pair.First) * 0.25, pair.Second / (1 - pair.Second), 1e-9 * pair.First / (1 - pair.First)));
        Assert.Equal(plain.Result!.Models[0].Cohorts[0].Auc, shifted.Result!.Models[0].Cohorts[0].Auc);
        Assert.Contains(shifted.Result.Findings, finding => finding.Code == FindingCode.PrevalenceDeclared);
    }

    [Fact]
    public void Run_SeparatedClasses_AreFittedByFirthAndItIsSaid()
    {
        for (int i = 0; i < _study.Rows.Count; i++)
        {
            // No woman has the outcome: the odds ratio of sex has no limit.
            _study.Rows[i][3] = i % 2 == 1 || i % 8 == 0 ? "M" : "F";
        }

        ModelResult model = Run("a", 1).Result!.Models[0];
        RegressionTerm sex = model.Terms.Single(term => term.Name == "sex = M");
        Assert.InRange(sex.Coefficient, 0.5, 8);
        Assert.True(double.IsFinite(sex.OddsRatio.Lower));
        Assert.Contains(Run("b", 1).Result!.Findings, finding => finding.Code == FindingCode.FirthUsed && finding.Arguments["model"] == "clinical");
    }

    [Fact]
    public void Check_SitesThatCannotBeHarmonised_AreTold()
    {
        _study.Text = _study.Text.Replace("development: {table: clinical.csv}", "development: {table: clinical.csv, where: \"center == A\"}\n  outside: {table: clinical.csv, where: \"center == B\"}", StringComparison.Ordinal)
            .Replace("folds: 4", "folds: 3", StringComparison.Ordinal) + "\nselect: [{harmonize: {by: center}}, {lasso: {folds: 4}}]\n";
        Message.Is(
            """
            error table: sites of cohort 'outside' were never seen in training   cohort outside
              found     B under 'center'; development has A
              expected  sites that training sees, or a policy for others
              fix: Write 'unseen: pooled', or 'unseen: reference' with a 'reference', below 'harmonize:'. The choice is part of the frozen model.
            error table: one site only cannot be harmonised by 'center'   cohort development
              found     A
              expected  at least two sites
              fix: Remove 'harmonize', or name another column.
            """,
            string.Join('\n', _study.Messages()));
    }

    [Fact]
    public void Read_StepsThatCannotBe_AreTold()
    {
        _study.Text += "\nselect: [{harmonize: {by: center, covariates: [ages], unseen: reference}}, {lasso: {folds: 4}}, variance]\n";
        _study.Text = _study.Text.Replace("signature: true}", "classifier: svm, nomogram: true}", StringComparison.Ordinal);
        Message.Is(
            """
            error study file: 'select.harmonize.covariates' cannot be used   study.yaml, line 22
              found     'ages'
              expected  one of the clinical variables: age, sex
              fix: Did you mean 'age'?
            error study file: 'select.harmonize.reference' cannot be used   study.yaml, line 22
              found     'unseen: reference' without a reference
              expected  the name of a site
              fix: Add 'reference: SITE', or write 'unseen: pooled'.
            error study file: 'select' cannot be used   study.yaml, line 22
              found     1 steps after 'lasso'
              expected  'lasso' as the last step
              fix: Move 'lasso' to the end; what follows it would be silently left out.
            error study file: 'models.radiomics.nomogram' cannot be used   study.yaml, line 20
              found     a nomogram of a model that is no sum over its columns
              expected  a logistic model or a signature without steps that change values
              fix: Leave 'nomogram: true' out; a model that combines this one with others can have it.
            """,
            string.Join('\n', _study.Refusal(out _)));
    }

    private void Models(string radiomics) =>
        _study.Text = _study.Text.Replace("radiomics: {from: [rad], signature: true}", radiomics, StringComparison.Ordinal);

    private RunOutcome Run(string folder, int jobs) =>
        new StudyRun(_study.Definition(), new RunSettings(Path.Combine(_study.Folder, folder), jobs, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None);

    private string Bytes(string run) => File.ReadAllText(Path.Combine(_study.Folder, run, "evaluation.json")) + File.ReadAllText(Path.Combine(_study.Folder, run, "predictions.csv"))
        + File.ReadAllText(Path.Combine(_study.Folder, run, "models", "radiomics.json"));

    private string[][] Predictions(string run) => [.. File.ReadLines(Path.Combine(_study.Folder, run, "predictions.csv")).Skip(1).Select(line => line.Split(','))];

    public void Dispose() => _study.Dispose();
}
