using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.BadInput;

public sealed class TableProblemTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Check_PatientTwice_GivesLines()
    {
        _study.Rows.Add(_study.Rows[1]);
        Message.Is(
            """
            error duplicate: the patient occurs more than once   patient P02, clinical.csv
              found     lines 3, 42
              expected  one row
              fix: Keep the right row. If a patient may have several rows, name what tells them apart with 'case: [COLUMN, …]'; they then stay together.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_PatientNotInFeatureTable_NamesTheNearMiss()
    {
        AddFeatureTable();
        _study.Rows[2][0] = "p3";
        File.Copy(Path.Combine(_study.Folder, "P03.nii"), Path.Combine(_study.Folder, "p3.nii"));
        File.Copy(Path.Combine(_study.Folder, "P03-ct.nii"), Path.Combine(_study.Folder, "p3-ct.nii"));
        Message.Is(
            """
            error unmatched: the case has no row in feature table 'old'   patient p3, old.csv
              found     'P03', which differs in case and zeros
              expected  one row with patient = 'p3'
              fix: If the two are the same patient, write the identity alike in both tables; it is never guessed.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_OutcomeMissing_GivesLine()
    {
        _study.Rows[7][1] = "NA";
        Message.Is(
            """
            error outcome: the outcome is missing   patient P08, clinical.csv, line 9
              found     an empty cell under 'grade'
              expected  3 for an event, 1 for none
              fix: Fill the cell, or leave the row out with 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_OutcomeOfAnotherValue_GivesValue()
    {
        _study.Rows[7][1] = "2";
        Message.Is(
            """
            error outcome: the outcome has a value that is neither event nor non-event   patient P08, clinical.csv, line 9
              found     '2' under 'grade'
              expected  3 for an event, 1 for none
              fix: Add the value to 'outcome.positive' or 'outcome.negative', or leave the row out with 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_OneClass_GivesCounts()
    {
        _study.Rows.ForEach(row => row[1] = "1");
        Message.Is(
            """
            error one class: the outcome of cohort 'development' has one class only   cohort development
              found     0 events among 40 cases
              expected  events and non-events
              fix: Check 'outcome.positive' against the values in the table, and 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_ConstantColumn_IsNamed()
    {
        _study.Rows.ForEach(row => row[2] = "50");
        Message.Is(
            """
            error constant column: 'age' has the same value in every case   cohort development, column 'age'
              found     one value
              expected  at least two
              fix: Remove 'age' from 'clinical:', or check the column.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_ColumnWithoutValues_IsNamed()
    {
        _study.Rows.ForEach(row => row[2] = string.Empty);
        Message.Is(
            """
            error missing values: 'age' has no value at all   cohort development, column 'age'
              found     40 empty cells
              expected  values
              fix: Remove 'age' from 'clinical:', or check the column.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_ColumnMissingTooOften_GivesShare()
    {
        _study.Rows.Take(12).ToList().ForEach(row => row[2] = string.Empty);
        Message.Is(
            """
            error missing values: 'age' is missing too often   cohort development, column 'age'
              found     30% missing (12 of 40)
              expected  at most 20% ('missing.max_fraction')
              fix: Remove 'age' from 'clinical:', or raise 'missing.max_fraction' knowingly.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_DecimalComma_IsAskedAboutNotGuessed()
    {
        _study.Rows[4][2] = "\"51,5\"";
        Message.Is(
            """
            error table: 'age' is not a number   patient P05, clinical.csv, line 6
              found     '51,5' under 'age'
              expected  a number with a decimal point, or an empty cell
              fix: If the comma is a decimal comma, write the table with decimal points; it is never guessed.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_LevelNotListed_SuggestsTheNearest()
    {
        _study.Rows[4][3] = "f";
        Message.Is(
            """
            error table: 'sex' has a level the study file does not list   patient P05, clinical.csv, line 6
              found     'f' under 'sex'
              expected  F, M
              fix: Did you mean 'F'? Otherwise add the level to 'clinical.sex.levels'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_ColumnNotInTable_SuggestsTheNearest()
    {
        _study.Header = "patient,grade,ages,sex,center";
        Message.Is(
            """
            error table: the table has no column 'age', which 'clinical.age' needs   cohort development, clinical.csv
              found     patient, grade, ages, sex, center
              expected  age
              fix: Did you mean 'ages'?
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_MoreParametersThanEvents_GivesBoth()
    {
        _study.Text = _study.Text.Replace("radiomics: {from: [rad], signature: true}", "radiomics: {from: [rad]}", StringComparison.Ordinal);
        Message.Is(
            """
            error too few events: model 'radiomics' has more parameters than events   models.radiomics
              found     32 columns and 20 cases of the rarer class
              expected  at most one parameter an event; ten events a parameter is a sound rule
              fix: Name fewer predictors, or select among them with 'signature: true'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_MoreSelectedThanEvents_GivesBoth()
    {
        _study.Text += "\nselect: [{lasso: {folds: 5, max: 25}}]\n";
        Message.Is(
            """
            error too few events: model 'radiomics' may select more features than there are events   models.radiomics
              found     'lasso.max: 25' and 20 cases of the rarer class
              expected  at most 20
              fix: Lower 'lasso.max', or leave it out: the limit is then the number of events of the training part.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_TableNotThere_NamesTheFile()
    {
        _study.Text = _study.Text.Replace("clinical.csv", "clinic.csv", StringComparison.Ordinal);
        Message.Is(
            """
            error missing file: the table is not there   DIR/clinic.csv
              found     no such file
              expected  a CSV or XLSX table
              fix: Check the path in the study file; it is relative to the study file's own folder.
            """,
            Assert.Single(_study.Messages()));
    }

    private void AddFeatureTable()
    {
        _study.Write("old.csv", "patient,f1\n" + string.Join('\n', Enumerable.Range(1, 40).Select(i => $"{SmallStudy.Id(i)},{i * i % 17}")) + "\n");
        _study.Text = _study.Text.Replace("features:\n", "features:\n  old: {kind: table, path: old.csv}\n", StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();
}
