namespace Voxopsy.Study;

/// <summary>How far a stage of a run has come.</summary>
/// <param name="Stage">The stage, such as <c>features shape</c> or <c>models</c>.</param>
/// <param name="Done">Units done, failed ones included.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Failed">Units that failed.</param>
/// <param name="Unit">What is counted, such as <c>case</c> or <c>fold</c>.</param>
public sealed record StageProgress(string Stage, int Done, int Total, int Failed, string Unit);
