using Voxopsy.Study.Checks;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.BadInput;

public sealed class LeakageProblemTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Check_FoldsByRow_AreRefused()
    {
        _study.Text = _study.Text.Replace("folds: 4", "folds: 4, group: row", StringComparison.Ordinal).Replace("patient: patient", "patient: center\ncase: patient", StringComparison.Ordinal);
        _study.Rows.Select((row, i) => (row, i)).ToList().ForEach(pair => pair.row[4] = "D" + (pair.i / 2));
        Message.Is(
            """
            error leakage: folds by row would put cases of one patient on both sides   study.yaml, validation.group
              found     40 cases of 20 patients and 'group: row'
              expected  'group: patient'
              fix: Remove 'group: row'; the same patient in training and test makes the test easy and the result false.
            """,
            Refusal());
    }

    [Fact]
    public void Check_AnotherColumnIsThePatient_IsRefused()
    {
        _study.Header = "patient,grade,age,sex,dog_id";
        _study.Rows.Select((row, i) => (row, i)).ToList().ForEach(pair => pair.row[4] = "D" + (pair.i / 2));
        Message.Is(
            """
            error leakage: column 'dog_id' looks like the patient, and its rows would fall on both sides of a fold   study.yaml, patient
              found     'patient: patient' with 40 values; 'dog_id' has 20 for 40 rows
              expected  the column that names the person or animal
              fix: Write 'patient: dog_id' and 'case: patient'; or rename the column if it is something else.
            """,
            Refusal());
    }

    [Fact]
    public void Check_VariableKnownAfter_IsRefused()
    {
        _study.Text = _study.Text.Replace("unit: year, known: before", "unit: year, known: after", StringComparison.Ordinal);
        Message.Is(
            """
            error leakage: 'age' is known only after the moment of prediction and cannot be a predictor   study.yaml, line 12
              found     'known: after'; used by model clinical
              expected  variables known before
              fix: Remove 'age' from 'clinical:', or name the variables of the model one by one (clinical.NAME).
            """,
            Refusal());
    }

    [Fact]
    public void Check_VariableKnownAfterByDictionary_IsRefused()
    {
        _study.Write("dictionary.csv", "column,known\nage,after\n");
        _study.Text += "\ndictionary: dictionary.csv\n";
        Message.Is(
            """
            error leakage: 'age' is known only after the moment of prediction and cannot be a predictor   study.yaml, line 12
              found     'after' in the dictionary; used by model clinical
              expected  variables known before
              fix: Remove 'age' from 'clinical:', or name the variables of the model one by one (clinical.NAME).
            """,
            Refusal());
    }

    [Fact]
    public void Check_OutcomeAmongPredictors_IsRefused()
    {
        _study.Text = _study.Text.Replace("clinical:\n  age:", "clinical:\n  grading: {type: number, column: grade, known: before}\n  age:", StringComparison.Ordinal);
        Message.Is(
            """
            error leakage: 'clinical.grading' is the outcome under another name   development cohort
              found     two values that tell events from non-events in all 40 cases
              expected  a predictor known before the outcome
              fix: Remove 'clinical.grading' from the predictors.
            """,
            Refusal());
    }

    [Fact]
    public void Check_PatientInTwoCohorts_IsRefused()
    {
        _study.Text = _study.Text.Replace(
            "development: {table: clinical.csv}", "development: {table: clinical.csv, where: \"age < 60\"}\n  external: {table: clinical.csv, where: \"age > 45\"}", StringComparison.Ordinal);
        Message.Is(
            """
            error leakage: 19 patients are in both cohort 'development' and cohort 'external'   cohorts development and external
              found     P02, P04, P05, P10, P11, P12, P16, P17, …
              expected  no patient in two cohorts
              fix: Make the 'where' conditions exclude each other; a patient that teaches cannot judge.
            """,
            Refusal());
    }

    [Theory]
    [InlineData("select: [variance]")]
    [InlineData("harmonize: {by: center}")]
    [InlineData("scale: robust")]
    public void Read_StepBelowAFeatureSet_IsRefusedAsALeak(string step)
    {
        _study.Text = _study.Text.Replace("images: [CT]}", $"images: [CT], {step}}}", StringComparison.Ordinal);
        string key = step[..step.IndexOf(':', StringComparison.Ordinal)];
        string refusal = Assert.Single(_study.Refusal(out StudyFault fault));
        Assert.Equal(StudyFault.Leakage, fault);
        Message.Is(
            $"""
            error leakage: '{key}' would learn from every row before the patients are divided   study.yaml, line 16
              found     'features.rad.{key}'
              expected  steps below 'select:', which each fold learns again on its training rows
              why it matters: selection and scaling on all rows raise the area by 0.07 in the median of twenty real tables, by 0.11 on shuffled labels
              fix: Move '{key}' below 'select:' at the top level of the study file.
            """,
            refusal);
    }

    [Fact]
    public void Check_OutcomeAsACovariateOfHarmonisation_IsRefused()
    {
        _study.Text = _study.Text.Replace("clinical:\n  age:", "clinical:\n  grading: {type: number, column: grade, known: before}\n  age:", StringComparison.Ordinal)
            .Replace("clinical: {from: [clinical]}", "clinical: {from: [clinical.age]}", StringComparison.Ordinal)
            + "\nselect: [{harmonize: {by: sex, covariates: [grading]}}, {lasso: {folds: 4}}]\n";
        Message.Is(
            """
            error leakage: the outcome would steer the harmonisation of the features that predict it   study.yaml, select.harmonize.covariates
              found     'grading', which is the outcome column 'grade'
              expected  covariates that a new patient has
              fix: Remove 'grading' from 'covariates'.
            """,
            Refusal());
    }

    [Fact]
    public void Check_SuspiciousName_IsWarnedOf()
    {
        _study.Header = "patient,grade,pathologic_size,sex,center";
        _study.Text = _study.Text.Replace("age: {type: number, unit: year, known: before}", "size: {type: number, column: pathologic_size}", StringComparison.Ordinal);
        Problem warning = Assert.Single(
            new StudyPreparation(_study.Definition(), 1, new Progress<StageProgress>()).Check(CancellationToken.None), problem => problem.Kind == ProblemKind.SuspiciousName);
        Message.Is(
            """
            warning suspicious name: 'size' sounds like something known only after the moment of prediction   study.yaml, line 12
              found     column 'pathologic_size' among the predictors
              expected  variables known before
              fix: If it is known only afterwards, write 'known: after' and take it out of the models; if not, leave it.
            """,
            warning.ToString());
    }

    private string Refusal()
    {
        Problem[] problems = [.. new StudyPreparation(_study.Definition(), 1, new Progress<StageProgress>()).Check(CancellationToken.None)];
        Assert.Equal(StudyFault.Leakage, StudyPreparation.FaultOf(problems));
        return Assert.Single(problems, problem => problem.Kind == ProblemKind.Leakage).ToString();
    }

    public void Dispose() => _study.Dispose();
}
