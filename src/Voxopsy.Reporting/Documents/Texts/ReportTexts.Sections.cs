using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal abstract partial class ReportTexts
{
    // Summary
    internal abstract string SummaryTitle { get; }

    internal abstract string Question { get; }

    internal abstract string Asked(OutcomeSummary outcome, CohortFlow development);

    internal abstract string HowValidated { get; }

    internal abstract string Answer { get; }

    internal abstract string AreaInWords(string model, string cohort, string outcome, Estimate auc);

    internal abstract string AreaUndefined(string model, string cohort);

    internal abstract string OtherCohorts { get; }

    internal abstract string Caution { get; }

    internal abstract string EveryModel { get; }

    // Patients
    internal abstract string PatientsTitle { get; }

    internal abstract string FlowTitle { get; }

    internal abstract string FlowReading { get; }

    internal abstract string SealedCohort(string cohort);

    internal abstract string RowsInTable { get; }

    internal abstract string RowsSelected { get; }

    internal abstract string NotSelected { get; }

    internal abstract string SetAside(int cases);

    internal abstract string ReasonCount(string reason, int cases);

    internal abstract string Analysed { get; }

    internal abstract string CasesOfPatients(int cases, int patients);

    internal abstract string CasesWithOutcome(int events);

    internal abstract string Part(string name);

    internal abstract string SetAsideTitle { get; }

    internal abstract string Case { get; }

    internal abstract string Reason { get; }

    internal abstract string BaselineTitle { get; }

    internal abstract string BaselineCaption { get; }

    internal abstract string Variable { get; }

    internal abstract string AllCases { get; }

    internal abstract string BaselineNote { get; }

    internal abstract string TestsUsed(string tests);

    internal abstract string Missing(int cases);

    // Regression
    internal abstract string RegressionTitle { get; }

    internal abstract string RegressionIntroduction { get; }

    internal abstract string RegressionCaption { get; }

    internal abstract string Term { get; }

    internal abstract string Univariable { get; }

    internal abstract string OddsRatioWithInterval { get; }

    internal abstract string OddsRatioAxis { get; }

    internal abstract string OddsRatioFigure { get; }

    internal abstract string OddsRatioReading { get; }

    internal abstract string StackedNote { get; }

    // Models
    internal abstract string ModelsTitle { get; }

    internal abstract string MadeOf(ModelResult model);

    internal abstract string FormulaCaption(string model);

    internal abstract string SignatureCaption(string model);

    internal abstract string Coefficient { get; }

    internal abstract string Intercept { get; }

    internal abstract string EmptyModel { get; }

    internal abstract string SelectionCaption(string model);

    internal abstract string StepHeading { get; }

    internal abstract string Before { get; }

    internal abstract string After { get; }

    internal abstract string SharesCaption(string model);

    internal abstract string Column { get; }

    internal abstract string Share { get; }

    internal abstract string SharesCut(int shown, int all);

    internal abstract string LassoPathTitle(string model);

    internal abstract string LassoPathReading { get; }

    internal abstract string LassoCrossValidationTitle(string model);

    internal abstract string LassoCrossValidationReading { get; }

    internal abstract string Penalty { get; }

    internal abstract string ColumnsInModel { get; }

    internal abstract string LambdaMinimum(string value);

    internal abstract string LambdaOneStandardError(string value);

    internal abstract string CoefficientAxis { get; }

    internal abstract string DevianceAxis { get; }

    internal abstract string NomogramTitle { get; }

    internal abstract string NomogramOf(string model);

    internal abstract string NomogramReading { get; }

    internal abstract string Points { get; }

    internal abstract string TotalPoints { get; }

    internal abstract string ProbabilityOf(string outcome);

    // Evaluation
    internal abstract string DiscriminationTitle { get; }

    internal abstract string DiscriminationIntroduction { get; }

    internal abstract string PooledNote { get; }

    internal abstract string RepeatsNote(int repeats);

    internal abstract string RocTitle(string cohort);

    internal abstract string RocReading { get; }

    internal abstract string RocThreshold { get; }

    internal abstract string FalsePositiveRate { get; }

    internal abstract string Sensitivity { get; }

    internal abstract string CohortCounts(string cohort, int cases, int events);

    internal abstract string PerformanceTitle { get; }

    internal abstract string PerformanceIntroduction { get; }

    internal abstract string PerformanceCaption { get; }

    internal abstract string PerformanceNote { get; }

    internal abstract string Threshold { get; }

    internal abstract string ThresholdOrigin(ThresholdResult threshold);

    internal abstract string Accuracy { get; }

    internal abstract string Specificity { get; }

    internal abstract string Ppv { get; }

    internal abstract string Npv { get; }

    internal abstract string F1 { get; }

    internal abstract string ConfusionCaption { get; }

    internal abstract string TruePositives { get; }

    internal abstract string FalsePositives { get; }

    internal abstract string TrueNegatives { get; }

    internal abstract string FalseNegatives { get; }

    internal abstract string ComparisonsTitle { get; }

    internal abstract string ComparisonsIntroduction { get; }

    internal abstract string ComparisonsCaption { get; }

    internal abstract string Compared(string a, string b);

    internal abstract string AreaDifference { get; }

    internal abstract string AdjustedP { get; }

    internal abstract string CalibrationTitle { get; }

    internal abstract string CalibrationIntroduction { get; }

    internal abstract string CalibrationFigure(string model, string cohort);

    internal abstract string CalibrationReading { get; }

    internal abstract string CalibrationCaption { get; }

    internal abstract string PredictedProbability { get; }

    internal abstract string ObservedProportion { get; }

    internal abstract string SmoothCurve { get; }

    internal abstract string Groups { get; }

    internal abstract string Ideal { get; }

    internal abstract string CalibrationIntercept { get; }

    internal abstract string CalibrationSlope { get; }

    internal abstract string Ici { get; }

    internal abstract string Brier { get; }

    internal abstract string BrierOfPrevalence { get; }

    internal abstract string DecisionTitle { get; }

    internal abstract string DecisionFigure(string cohort);

    internal abstract string DecisionReading { get; }

    internal abstract string DecisionCaption { get; }

    internal abstract string ThresholdProbability { get; }

    internal abstract string NetBenefit { get; }

    internal abstract string TreatAll { get; }

    internal abstract string TreatNone { get; }

    internal abstract string LearningTitle { get; }

    internal abstract string LearningFigure(string set);

    internal abstract string LearningReading { get; }

    internal abstract string LearningEpoch { get; }

    internal abstract string LearningLoss { get; }

    internal abstract string LearningTaught { get; }

    internal abstract string LearningJudged { get; }

    internal abstract string LearningKept { get; }

    internal abstract string LearningNetwork(int number);

    internal abstract string ScoresTitle { get; }

    internal abstract string ScoresFigure(string model, string cohort);

    internal abstract string ScoresReading { get; }

    internal abstract string ScoresAxis { get; }

    internal abstract string ThresholdAt(string value);

    internal abstract string SubgroupsTitle { get; }

    internal abstract string SubgroupsFigure(string model, string cohort);

    internal abstract string SubgroupsReading { get; }

    internal abstract string AreaAxis { get; }

    internal abstract string SubgroupRow(SubgroupEvaluation subgroup);

    // Conduct
    internal abstract string FindingsTitle { get; }

    internal abstract string TriedTitle { get; }

    internal abstract string Tried(int models);

    internal abstract string TriedNames(string models);

    internal abstract string Openings { get; }

    internal abstract string Opening(CohortOpening opening);

    internal abstract string ChecklistTitle { get; }

    internal abstract string ChecklistIntroduction { get; }

    internal abstract string ChecklistCaption { get; }

    internal abstract string Item { get; }

    internal abstract string Topic { get; }

    internal abstract string AnswerHeading { get; }

    internal abstract string NotAnswered { get; }

    internal abstract string SeeSection(string title);

    internal abstract string ProvenanceTitle { get; }

    internal abstract string Quantity { get; }

    internal abstract string Value { get; }

    internal abstract string Seed { get; }

    internal abstract string Version { get; }

    internal abstract string Validation { get; }

    internal abstract string Stratified { get; }

    internal abstract string Resamples { get; }

    internal abstract string OutcomeColumn { get; }

    internal abstract string PositiveValues { get; }

    internal abstract string ProvenanceNote { get; }

    /// <summary>What an item of the TRIPOD+AI checklist asks for, by its number.</summary>
    internal abstract string ChecklistTopic(string item);

    internal abstract string ChecklistSampleSize(int cases, int events, int models);

    internal abstract string ChecklistSeeds { get; }
}
