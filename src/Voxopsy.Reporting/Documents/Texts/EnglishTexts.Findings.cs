using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class EnglishTexts
{
    internal override string Finding(Finding finding) => finding.Code switch
    {
        FindingCode.AddsLittle when finding.IsSmall() =>
            $"{finding.Text("added")} {(finding.IsList("added") ? "add" : "adds")} little to {finding.Text("baseline")}: {Difference(finding)}, which includes no difference at all.",
        FindingCode.AddsLittle =>
            $"Whether {finding.Text("added")} {(finding.IsList("added") ? "add" : "adds")} to {finding.Text("baseline")} remains open: {Difference(finding)}; the interval includes no difference and is too wide to tell.",
        FindingCode.AddsSomething =>
            $"{finding.Text("added")} {(finding.IsList("added") ? "add" : "adds")} to {finding.Text("baseline")}: {Difference(finding)}, more than chance explains.",
        FindingCode.NoBetterThanChance =>
            $"Model {finding.Text("model")} cannot be told from guessing on {finding.Text("cohort")}: AUC {finding.Number("auc", 2)}, 95% interval {finding.Range(" to ", 2)}, which includes 0.5.",
        FindingCode.Miscalibrated =>
            $"Probabilities of model {finding.Text("model")} on {finding.Text("cohort")} do not mean what they say: the calibration slope is {finding.Number("slope", 2)} (95% interval {finding.Range(" to ", 2)}), and 1 would be right; below 1 they are too extreme, above 1 too timid.",
        FindingCode.DropsOutside =>
            $"Model {finding.Text("model")} does worse outside: AUC {finding.Number("external", 2)} on {finding.Text("cohort")} against {finding.Number("development", 2)} in development, below the interval found there.",
        FindingCode.UnstableSelection =>
            $"Selection is unstable in model {finding.Text("model")}: its columns returned in only {finding.Percent("share")} of the fits (median). Other patients would have given other columns; do not read meaning into single ones.",
        FindingCode.FewEvents =>
            $"Few events for model {finding.Text("model")}: {finding.Text("events")} for {finding.Text("parameters")} candidate parameters, fewer than ten each. Expect optimism and wide intervals.",
        FindingCode.SelectionLimited =>
            $"The penalty of model {finding.Text("model")} was raised until at most {finding.Text("limit")} columns were left, as many as there are events of the rarer class.",
        FindingCode.DuplicateColumns =>
            $"Columns of {finding.Text("source")} that are exact copies of others and were dropped: {finding.Text("count")}, such as {finding.Text("examples")}.",
        FindingCode.ConstantColumns =>
            $"Columns of {finding.Text("source")} that have one value only and were dropped: {finding.Text("count")}, such as {finding.Text("examples")}.",
        FindingCode.ImputedValues =>
            $"Missing values of {finding.Text("column")}: {finding.Text("count")} ({finding.Percent("share")}), replaced by what was learned on the training patients of each fit.",
        FindingCode.CasesSetAside => $"Cases that could not be used and were set aside: {finding.Text("count")}. They are listed with their reasons under Patients.",
        FindingCode.PooledFoldsBias => PooledNote,
        FindingCode.EmptySelection =>
            $"Model {finding.Text("model")} selected nothing in {finding.Text("fits")} of {finding.Text("of")} fits and predicted the prevalence there.",
        FindingCode.GroupedPatients =>
            $"{finding.Text("patients")} patients have {finding.Text("cases")} cases; all cases of a patient stayed on the same side of every division.",
        FindingCode.SimulatedCohort => "The patients of this study are simulated. Its numbers show that the software works; they say nothing about people.",
        FindingCode.Separation =>
            $"In model {finding.Text("model")}, {finding.Text("column")} separates the classes completely, so its coefficient has no limit; its odds ratio and interval mean nothing.",
        FindingCode.FirthUsed =>
            $"Model {finding.Text("model")} was fitted by Firth's penalized likelihood, because its columns separate the classes; its coefficients are finite and drawn towards 0.",
        FindingCode.PrevalenceDeclared =>
            $"For {finding.Text("cohort")} the study declares a prevalence of {finding.Percent("prevalence")}; the log odds of every model were shifted to it before its outcomes were seen.",
        FindingCode.UnseenLevel =>
            $"Level {finding.Text("level")} of {finding.Text("column")} occurs in {finding.Text("cohort")} ({finding.Text("count")} cases) but not in development; it was treated as missing.",
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Code, "No words for this finding."),
    };

    internal override string Problem(ProblemKind kind) => kind switch
    {
        ProblemKind.StudyFile => "Mistake in the study file",
        ProblemKind.MissingFile => "File not there",
        ProblemKind.UnreadableFile => "File cannot be read",
        ProblemKind.Table => "Table entry cannot be read",
        ProblemKind.MissingImage => "Image or mask not there",
        ProblemKind.EmptyMask => "Mask without a voxel of the wanted label",
        ProblemKind.Geometry => "Mask on another grid than its image",
        ProblemKind.NotANumber => "Voxels that are not numbers",
        ProblemKind.DuplicatePatient => "Patient or case occurs twice",
        ProblemKind.UnmatchedPatient => "No counterpart in another table",
        ProblemKind.MissingOutcome => "Outcome missing",
        ProblemKind.OneClass => "Too few cases of one class",
        ProblemKind.ConstantColumn => "Column with one value only",
        ProblemKind.MissingValues => "Too many missing values",
        ProblemKind.DuplicateColumn => "Columns are copies of each other",
        ProblemKind.TooFewEvents => "More parameters than events",
        ProblemKind.Leakage => "Test cases would teach the model",
        ProblemKind.SuspiciousName => "Name suggests later knowledge",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of problem."),
    };

    private static string Difference(Finding finding) =>
        $"on {finding.Text("cohort")} the AUC of {finding.Text("model")} differs from that of {finding.Text("baseline")} by {finding.Number("delta", 3)} (95% interval {finding.Range(" to ", 3)})";
}
