public import ApusCore
public import ApusModel
public import SystemPackage

// What authors name of other modules, so that one import is enough.

/// How often and when a step that failed is tried again.
public typealias RetryPolicy = ApusModel.RetryPolicy
/// What happens to the rest of a run when a step has failed for good.
public typealias FailureMode = ApusModel.FailureMode
/// What a step runs that is not written in Swift: a text for `/bin/sh -c`, or words that are run as they are.
public typealias StepCommand = ApusModel.StepCommand
/// Where a run is.
public typealias RunStatus = ApusModel.RunStatus
/// Where a step of a run is.
public typealias StepStatus = ApusModel.StepStatus
/// Any JSON value, written as a literal.
public typealias JSONValue = ApusModel.JSONValue
/// What went wrong, in the words that a user sees.
public typealias ApusError = ApusModel.ApusError
/// A place in the file system.
public typealias FilePath = SystemPackage.FilePath
/// A parameter of a pipeline: an option of its program, and part of the cache key of its steps.
///
/// The option's name is the property's: `learningRate` is `--learning-rate`. A parameter without a default has to be
/// given unless its type is optional.
public typealias Parameter = ApusCore.Setting
/// A type that a parameter can have: texts, numbers, truth values, lists of texts, and enumerations of texts.
public typealias ParameterValue = ApusCore.SettingValue
