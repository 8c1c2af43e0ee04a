create database iamirror
